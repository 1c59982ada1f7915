#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# A privileged instruction that a PV guest comes to is emulated by Xen, slowly
# and not as it is meant, or is the end of the guest; a red zone is overwritten
# by the first event.
. "$(dirname "$0")/tap.sh"

images=${IMAGE:-"$EXAMPLES $PRIVILEGED_IMAGES"}
list=${LIST:-$checks/privileged.list}

found() {
	# shellcheck disable=SC2086 # a list of files
	"$PYTHON3" "$checks/privileged.py" "$list" "$OBJDUMP" $images
}

# Where all frontends are, the list is not longer than it has to be.
case " $PLATFORMS " in
*' kvm xen-pv xen-pvh '*) ;;
*) images="--some $images" ;;
esac

what="what ring 3 cannot execute is replaced, or not come to"
case " $PLATFORMS " in
*' xen-pv '*) none "$what" found ;;
*) skip "$what" "no frontend of this build needs it" ;;
esac
plan
