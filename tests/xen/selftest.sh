#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# In a dom0, plat-run uses the xl that is there; here one that only pretends.
# If this failed, a user's own Xen would not be used, or be misunderstood.
set -u
top=$(cd "${srcdir-.}" && pwd)
# Itself, not a wrapper that a test with another PATH would not find.
python=$("${PYTHON3-python3}" -c 'import sys; print(sys.executable)') || exit 99
dir=$(mktemp -d) || exit 99
trap 'rm -rf "$dir"' EXIT
trap 'exit 99' HUP INT TERM
cd "$dir" || exit 99
n=0

mkdir bin
cat >bin/xl <<'EOT'
#!/bin/sh
# One domain, number 7: what it prints, how it ends and when are the test's.
case $1 in
create)
	cp "$3" "$FAKE/cfg"
	if [ -n "$FAKE_REFUSAL" ]; then
		echo "libxl: error: libxl_create.c:711:make: $FAKE_REFUSAL"
		exit 1
	fi
	: >"$FAKE/domain"
	echo 'Waiting for domain fake (domid 7) to die [pid 1]'
	sleep "$FAKE_SECONDS"
	echo "Domain 7 has shut down, reason code $FAKE_REASON 0x0"
	;;
domid) [ -e "$FAKE/domain" ] && echo 7 ;;
console) printf "$FAKE_CONSOLE" && exec cat ;;
destroy) rm "$FAKE/domain" ;;
dmesg) echo '(d7) by the port' && echo '(d8) of another' ;;
vcpu-list) echo head && echo 'fake 7 0 - --- 0.1' ;;
*) echo "xl $*" ;;
esac
EOT
printf '#!/bin/sh\necho "registers of $2 $3"\n' >bin/xenctx
chmod +x bin/*
FAKE=$dir PATH=$dir/bin:$PATH
export FAKE PATH
echo control_d >capabilities

# An ELF file that has nothing but the notes of an image with a PVH entry.
"$python" - <<'EOT'
import struct
notes = b''
for name, kind in ('Xen', 18), ('Plinth', 1):
    name = name.encode() + b'\0'
    notes += struct.pack('<III', len(name), 6, kind)
    notes += name + bytes(-len(name) % 4) + b'0.1.0\0\0\0'
head = b'\x7fELF\x02\x01\x01' + bytes(9)
head += struct.pack('<HHIQQQIHHHHHH', 2, 62, 1, 0, 64, 0, 0, 64, 56, 1, 64,
                    0, 0)
segment = struct.pack('<IIQQQQQQ', 4, 4, 120, 0, 0, len(notes), len(notes), 4)
open('image', 'wb').write(head + segment + notes)
EOT

# plat-run, made to believe that this is a dom0.
cat >plat-run.py <<'EOT'
import importlib.machinery, importlib.util, sys
sys.dont_write_bytecode = True
loader = importlib.machinery.SourceFileLoader('plat_run', sys.argv.pop(1))
tool = importlib.util.module_from_spec(
    importlib.util.spec_from_loader('plat_run', loader))
loader.exec_module(tool)
tool.test_bed().CAPABILITIES = 'capabilities'
sys.exit(tool.main())
EOT

# tried STATUS NAME ARGUMENT...: what plat-run ends with, in front of what
# $console, $reason, $seconds and $refusal say.
console='1..0\nplat: exit 3\n' reason=0 seconds=0.3 refusal=
tried() {
	want=$1 name=$2
	shift 2
	FAKE_CONSOLE=$console FAKE_REASON=$reason FAKE_SECONDS=$seconds \
		FAKE_REFUSAL=$refusal timeout 60 "$python" plat-run.py \
		"$top/tools/plat-run" --on xen-pvh --report report "$@" image \
		>out 2>err
	got=$?
	[ $got -eq "$want" ] || echo "status $got, not $want" >>err
	result $([ $got -eq "$want" ]; echo $?) "$name"
}

result() { # result STATUS NAME: the next TAP line
	n=$((n + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $n - $2"
	else
		echo "not ok $n - $2"
		sed 's/^/# /' out err report 2>/dev/null
	fi
}

has() { # has TEXT FILE
	grep -qF -e "$1" "$2"
	result $? "... and $2 has: $1"
}

tried 3 "a guest's status" --mem 64M --smp 2 --append 'a "b' \
	--xl-config 'maxmem = 99'
has 'plat: exit 3' out
has 'by the port' out
has 'exit 3' report
has 'memory = 64' cfg
has 'vcpus = 2' cfg
has 'cmdline = "a \"b"' cfg
has 'maxmem = 99' cfg
! grep -q 'of another' out
result $? 'another domain is none of its business'
[ ! -e domain ]
result $? 'the domain is destroyed'

reason=3
tried 125 'exit, but Xen saw a crash'
has disagree report
has 'registers of 7 0' err
console='plat: crash: on purpose\n'
tried 126 'a crash'
has 'crash on purpose' report
reason=1
tried 125 'a reboot after "plat: crash"'
has disagree report
console='silence\n'
tried 125 'a reboot'
has reset report
reason=0
tried 125 'a poweroff without a status'
has off report
reason=4
tried 125 'the watchdog'
has watchdog report
seconds=5
tried 124 'a hang' --timeout 0.5
has timeout report
seconds=1 reason=0 console='ready\nplat: exit 0\n'
tried 0 'an action' --action 'line ready => xl trigger $DOM nmi' \
	--action 'end => test -e domain'
has 'xl trigger 7 nmi' err
printf '#!/bin/sh\necho "tool $1 $(cat "$2")"\n' >tool-a
chmod +x tool-a
tried 0 "a program for an action, and the guest's console" --tool tool-a \
	--action 'end => tool-a $DOM $CONSOLE'
has 'xen: tool 7 ready' err
tried 2 'a program that is not there' --tool tool-b
tried 125 'an action that fails' --action 'line ready => false'
has action report
tried 125 'an action that is never due' --action 'line never => true'
has action report
refusal='Invalid argument'
tried 125 'a refusal'
has 'refused Invalid argument' report
refusal=
tried 2 'what only QEMU knows' --machine q35
tried 125 'what only the bed knows' --boot dom0
tried 0 'the configuration' --print-cfg
has 'type = "pvh"' out
grep -q '^on_' out
result $((!$?)) 'what xl does at the end is left to it'

# The cache of another tree, one of whose two dom0s is booting.
mkdir -p cache/dom0-used cache/dom0-old
PYTHONPATH=$top/tests/xen "$python" -B - >out 2>err <<'EOT'
import fcntl
import dom0, packages
used = packages.locked('cache/dom0-used', fcntl.LOCK_SH)
dom0.remove_unused(['cache/dom0-used', 'cache/dom0-old'])
EOT
[ "$(ls cache)" = dom0-used ]
result $? "a dom0 is kept for who boots it, and only for these"
echo "1..$n"
