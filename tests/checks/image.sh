#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# No application names a frontend: a link that forgets one makes an image that
# some hypervisor does not start.
. "$(dirname "$0")/tap.sh"

images=${IMAGE:-$EXAMPLES}
list=${LIST:-$checks/image.list}

# PLATFORM.ISA of each that is configured.
here=$(for platform in $PLATFORMS; do
	printf '%s.%s ' "$platform" "$ISA"
done)

symbols() {
	"$NM" --defined-only "$image" | sed 's/.* //'
}

notes() {
	"$PYTHON3" "$checks/notes.py" "$image"
}

has() {
	case $1 in
	symbol) symbols | grep -qx "$2" ;;
	note) notes | grep -qx "$2 $3" ;;
	header) "$PYTHON3" "$checks/$2.py" "$image" ;;
	*) false ;;
	esac
}

# A member that is linked in for one function would bring all of them, if it
# were not for --gc-sections: somewhere one must be missing.
collected() {
	symbols | sort -u >"$work/there"
	"$NM" -A -g --defined-only "$ARCHIVE" 2>/dev/null |
		sed -n 's/^[^:]*:\([^:]*\):[0-9a-f]* T \(.*\)/\1 \2/p' |
		awk -v there="$work/there" '
			BEGIN { while ((getline s < there) > 0) is[s] = 1 }
			{ if ($2 in is) some[$1] = 1; else lost[$1] = $2 }
			END { for (m in lost) if (m in some) exit 0; exit 1 }'
}

check() {
	while read -r platform kind name type; do
		case $platform in
		'' | '#'*) continue ;;
		esac
		case " * $here " in
		*" $platform "*)
			passes "$image: $kind $name $type ($platform)" \
				has "$kind" "$name" "$type" ;;
		esac
	done <"$list"
	passes "$image: functions that are not used were left out" collected
}

for image in $images; do
	check
done
plan
