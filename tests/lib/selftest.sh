#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# The tools that judge guests judge rightly: plat-run in front of a QEMU that
# only pretends, run-boot in front of a plat-run that only pretends, and the
# matrix. If this failed, a broken guest could pass.
set -u
top=$(cd "${srcdir-.}" && pwd)
# Itself, not a wrapper that a test with another PATH would not find.
python=$("${PYTHON3-python3}" -c 'import sys; print(sys.executable)') || exit 99
dir=$(mktemp -d) || exit 99
trap 'rm -rf "$dir"' EXIT
trap 'exit 99' HUP INT TERM
cd "$dir" || exit 99
n=0

report() { # report STATUS NAME: the next TAP line
	n=$((n + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $n - $2"
	else
		echo "not ok $n - $2"
		sed 's/^/# /' out err 2>/dev/null
	fi
}

# --- plat-run ---------------------------------------------------------------

# An ELF file that is all notes: MACHINE NAME TYPE [NAME TYPE]...
elf() {
	"$python" - "$@" <<-'EOF'
	import struct, sys
	notes = b''
	for name, kind in zip(sys.argv[3::2], sys.argv[4::2]):
	    name = name.encode() + b'\0'
	    notes += struct.pack('<III', len(name), 6, int(kind))
	    notes += name + bytes(-len(name) % 4) + b'0.1.0\0\0\0'
	head = b'\x7fELF\x02\x01\x01' + bytes(9)
	head += struct.pack('<HHIQQQIHHHHHH', 2, int(sys.argv[2]), 1, 0, 64, 0,
	                    0, 64, 56, 1, 64, 0, 0)
	segment = struct.pack('<IIQQQQQQ', 4, 4, 120, 0, 0, len(notes),
	                      len(notes), 4)
	open(sys.argv[1], 'wb').write(head + segment + notes)
	EOF
}

mkdir bin empty
cat >bin/qemu-system-x86_64 <<'E2'
#!/bin/sh
# What the test wants to have been printed, the event, the status, the wait.
for word; do
	case $word in *fd=*) fd=${word##*fd=} ;; esac
	[ "$last" != -kernel ] || cp "$word" "$FAKE_DIR/booted"
	last=$word
done
printf "$FAKE_CONSOLE"
[ -z "$FAKE_EVENT" ] || "$FAKE_PYTHON" -c '
import os, sys
os.write(int(sys.argv[1]), sys.argv[2].encode() + b"\n")' "$fd" "$FAKE_EVENT"
[ -z "$FAKE_SLEEP" ] || exec sleep "$FAKE_SLEEP"
exit "$FAKE_STATUS"
E2
chmod +x bin/qemu-system-x86_64
cp bin/qemu-system-x86_64 bin/qemu-system-aarch64
FAKE_DIR=$dir
export FAKE_DIR
elf image 62 Xen 18 Plinth 1
elf foreign 62 Xen 18
elf other 243 Plinth 1
elf headless 183 Plinth 1
elf no-entry 62 Plinth 1

# An arm64 Image of 128 bytes, and an ELF file whose three segments, out of
# order and one of them empty, are its parts.
"$python" - <<'EOF'
import struct
image = bytearray(b'i' * 128)
image[56:60] = b'ARM\x64'
image[100:106] = b'Plinth'
open('arm64.img', 'wb').write(image)
note = struct.pack('<III8s8s', 7, 6, 1, b'Plinth', b'0.1.0')
parts = [(4, 120, note, 0), (1, 0x1050, image[80:], 0), (1, 0x5000, b'', 9),
         (1, 0x1000, image[:70], 0)]
image[70:80] = bytes(10)
open('arm64.flat', 'wb').write(image)
head = struct.pack('<16sHHIQQQIHHHHHH', b'\x7fELF\x02\x01\x01', 2, 183, 1, 0,
                   64, 0, 0, 64, 56, len(parts), 64, 0, 0)
at, body = 64 + 56 * len(parts), b''
for kind, pa, data, more in parts:
    head += struct.pack('<IIQQQQQQ', kind, 4, at + len(body), 1 << 40, pa,
                        len(data), len(data) + more, 4)
    body += data
open('arm64.elf', 'wb').write(head + body)
EOF

verdict() { # verdict WANT NAME CONSOLE EVENT STATUS SLEEP [OPTION...]
	want=$1 name=$2
	FAKE_CONSOLE=$3 FAKE_EVENT=$4 FAKE_STATUS=$5 FAKE_SLEEP=$6
	FAKE_PYTHON=$python
	export FAKE_CONSOLE FAKE_EVENT FAKE_STATUS FAKE_SLEEP FAKE_PYTHON
	shift 6
	PATH=$dir/bin:$PATH timeout 30 "$python" "$top/tools/plat-run" \
		--timeout 1 "$@" "${image-image}" >out 2>err
	got=$?
	said=0
	# Whatever is not what main returned is explained in one line.
	case $got in
	124 | 125 | 126) [ "$(wc -l <err)" -eq 1 ] || said=1 ;;
	esac
	[ "$got" -eq "$want" ] && [ $said -eq 0 ]
	report $? "plat-run: $name: status $want"
}

panic='{"event": "GUEST_PANICKED", "data": {"action": "run"}}'
reset='{"event": "SHUTDOWN", "data": {"reason": "guest-reset"}}'
verdict 0 'exit 0' 'hi\nplat: exit 0\n' '' 1 ''
verdict 3 'exit 3' 'plat: exit 3\r\n' '' 7 ''
verdict 200 'the status wraps' 'plat: exit 200\n' '' 145 ''
verdict 2 'exit line behind escapes' '\r\033[1;1Hplat: exit 2\r\n' '' 5 ''
verdict 4 'exit line without newline' 'plat: exit 4' '' 9 ''
verdict 125 'exit line and debug-exit disagree' 'plat: exit 3\n' '' 1 ''
verdict 125 'exit line and power off, not debug-exit' 'plat: exit 0\n' '' 0 ''
verdict 125 'output after the exit line' 'plat: exit 0\nmore\n' '' 1 ''
verdict 125 'an exit line is a whole line' 'x plat: exit 0\n' '' 1 ''
verdict 125 'exit 256 is no status' 'plat: exit 256\n' '' 1 ''
verdict 125 'no exit line' 'hi\n' '' 1 ''
verdict 125 'nothing at all' '' '' 1 ''
verdict 125 'reset' 'hi\n' "$reset" 0 ''
verdict 126 'crash line' 'plat: crash: bug\n' '' 255 ''
verdict 126 'crash line, then stopped' 'plat: crash: bug\n' '' 0 20
verdict 126 'crash line, then an exit line' \
	'plat: crash: bug\nplat: exit 0\n' '' 1 ''
verdict 126 'pvpanic alone' 'hi\n' "$panic" 0 20
verdict 126 'debug-exit of a crash alone' 'hi\n' '' 255 ''
verdict 125 'pvpanic and an exit line' 'plat: exit 0\n' "$panic" 1 ''
verdict 124 'hang' 'hi\n' '' 0 20
verdict 5 'power off without exit devices' 'plat: exit 5\n' '' 0 '' \
	--no-exit-devices
verdict 125 'no power off where it can be' 'plat: exit 5\n' '' 0 20 \
	--no-exit-devices
verdict 5 'no power off where there is none' 'plat: exit 5\n' '' 0 20 \
	--no-exit-devices --machine microvm,acpi=off

image=arm64.img
verdict 0 'arm64: exit 0' 'plat: exit 0\n' '' 0 ''
verdict 3 'arm64: exit 3' 'plat: exit 3\n' '' 0 ''
verdict 125 'arm64: exit line, QEMU fails' 'plat: exit 0\n' '' 1 ''
verdict 125 'arm64: no power off' 'plat: exit 5\n' '' 0 20
verdict 125 'arm64: off without exit line' 'hi\n' \
	'{"event": "SHUTDOWN", "data": {"reason": "guest-shutdown"}}' 0 ''
verdict 126 'arm64: crash line' 'plat: crash: bug\n' '' 0 ''
verdict 125 'arm64: 255 is not a debug-exit' 'hi\n' '' 255 ''
cmp arm64.img booted >out 2>err
report $? 'plat-run: an arm64 Image is booted as it is'
image=arm64.elf
verdict 0 'arm64: an ELF file' 'plat: exit 0\n' '' 0 ''
cmp arm64.flat booted >out 2>err
report $? 'plat-run: an arm64 ELF file becomes an Image'
unset image

refused() { # refused WANT TEXT NAME COMMAND...
	want=$1 text=$2 name=$3
	shift 3
	"$@" >out 2>err
	[ $? -eq "$want" ] && grep -q -e "$text" err
	report $? "$name: status $want"
}

plat_run="$python $top/tools/plat-run"
refused 2 'no such file' 'plat-run: no image' $plat_run nothing
refused 2 'not a Plinth image' 'plat-run: foreign image' $plat_run foreign
refused 2 'an image for ELF machine 243' 'plat-run: image for another ISA' \
	$plat_run other
refused 2 'no arm64 Image header' 'plat-run: arm64 ELF without a header' \
	env PATH="$dir/bin:$PATH" $plat_run headless
refused 2 'no PVH entry' 'plat-run: no PVH entry' $plat_run no-entry
echo text >text
refused 2 'neither an ELF' 'plat-run: not an image' $plat_run text
head -c 100 image >short
refused 2 'cut short' 'plat-run: cut image' $plat_run short
refused 2 'there is kvm' 'plat-run: unknown platform' $plat_run --on x image
refused 2 '--boot x' 'plat-run: unknown boot' $plat_run --boot x image
refused 2 'no such file' 'plat-run: no initrd' $plat_run --initrd x image
# An EFI application: no more than headers, and the word that says whose.
efi_file() {
	"$python" - "$@" <<-'EOF'
	import struct, sys
	head = b'MZ' + bytes(58) + struct.pack('<I', 64)
	head += struct.pack('<4sH', b'PE\0\0', int(sys.argv[2], 0))
	open(sys.argv[1], 'wb').write(head + sys.argv[3].encode())
	EOF
}
efi_file app.efi 0x8664 Plinth
efi_file foreign.efi 0x8664 Linux
efi_file riscv.efi 0x5064 Plinth
head -c 66 app.efi >cut.efi
echo firmware >firmware
PATH=$dir/bin:$PATH $plat_run --print-command --firmware firmware app.efi \
	>out 2>err
grep -q -e '-bios firmware -kernel app.efi' out
report $? 'plat-run: an EFI application is booted by firmware'
echo variables >VARS.fd
echo code >CODE.fd
PATH=$dir/bin:$PATH $plat_run --print-command --firmware CODE.fd app.efi \
	>out 2>err
grep -q -e 'unit=0,readonly=on,file=CODE.fd' out &&
	grep -q -e 'unit=1,snapshot=on,file=VARS.fd' out
report $? 'plat-run: what firmware writes is forgotten'
image=app.efi
verdict 0 'efi-disk: exit 0' 'plat: exit 0\n' '' 1 '' --boot efi-disk \
	--firmware firmware
verdict 4 'efi: exit line behind escapes' \
	'\033[2J\033[01;01H\033[=3hplat: exit 4\r\n' '' 9 '' --firmware firmware
unset image
refused 2 'not a Plinth image' 'plat-run: foreign EFI application' \
	$plat_run foreign.efi
refused 2 'an image for PE machine 0x5064' \
	'plat-run: EFI application for another ISA' $plat_run riscv.efi
refused 2 'neither an ELF' 'plat-run: EFI application cut short' \
	$plat_run cut.efi
refused 2 'plat-efi image' 'plat-run: efi wants an EFI application' \
	$plat_run --boot efi image
refused 2 'wants the ELF file' 'plat-run: GRUB wants an ELF file' \
	$plat_run --boot grub app.efi
refused 2 'no such file' 'plat-run: no such firmware' \
	$plat_run --firmware nowhere app.efi
refused 2 'hands an initrd on' 'plat-run: efi-disk has no initrd' \
	$plat_run --boot efi-disk --initrd text app.efi
refused 2 'not a machine for arm64' 'plat-run: machine of another ISA' \
	$plat_run --machine q35,hpet=off arm64.img
refused 2 'not a machine for x86_64' 'plat-run: machine of another ISA' \
	$plat_run --machine virt image
refused 2 'there is direct, efi, efi-disk, loader' 'plat-run: no GRUB on arm64' \
	$plat_run --boot grub arm64.img
refused 2 '--load and --boot loader' 'plat-run: --load without loader' \
	$plat_run --load 0x40200000 arm64.img
refused 2 '--load and --boot loader' 'plat-run: loader without --load' \
	$plat_run --boot loader arm64.img
refused 127 'apt-get install qemu-system-x86' 'plat-run: no QEMU' \
	env PATH="$dir/empty" $plat_run image
refused 127 'apt-get install qemu-system-arm' 'plat-run: no QEMU for arm64' \
	env PATH="$dir/empty" $plat_run arm64.img
refused 127 'apt-get install grub-common' 'plat-run: no GRUB' \
	env PATH="$dir/bin" $plat_run --boot grub image

PATH=$dir/bin:$PATH $plat_run --print-command --append x=1 image -- \
	'' plain 'a b' 'q"\' >out 2>err
grep -qF -e "-append 'x=1 -- \"\" plain \"a b\" \"q\\\"\\\\\"'" out
report $? 'plat-run: arguments are quoted for the guest'

# realm WANT REPORT NAME CONSOLE [OPTION...]: the monitor's lines are no part of
# the guest's console, and have the last word.
realm() {
	want=$1 cause=$2 name=$3
	FAKE_CONSOLE=$4 FAKE_EVENT='' FAKE_STATUS=0 FAKE_SLEEP=''
	export FAKE_CONSOLE FAKE_EVENT FAKE_STATUS FAKE_SLEEP
	shift 4
	PATH=$dir/bin:$PATH timeout 30 $plat_run --timeout 1 --on arm-cca \
		--monitor headless --report cause "$@" arm64.img >out 2>err
	[ $? -eq "$want" ] && [ "$(cat cause)" = "$cause" ] &&
		! grep -q '^rmm: ' out
	report $? "plat-run: realm: $name: status $want"
}

ended='rmm: count RSI_VERSION=1\r\nrmm: end violations=0\r\n'
realm 0 'exit 0' 'ends well' "hi\nplat: exit 0\n$ended"
[ "$(cat out)" = 'hi
plat: exit 0' ] && [ "$(grep -c '^rmm: ' err)" -eq 2 ]
report $? 'plat-run: realm: the guest has one stream, the monitor another'
realm 3 'exit 3' 'the monitor speaks first' "rmm: hello\nplat: exit 3\n$ended"
realm 125 violations 'a violation, and a good end' \
	'plat: exit 0\nrmm: end violations=1\n'
realm 125 violations 'a violation, and no end' \
	'plat: exit 0\nrmm: violation: bad\n'
realm 125 disagree 'the monitor does not say how it ended' 'plat: exit 0\n'
realm 126 'crash bug' 'crash line' "plat: crash: bug\n$ended"
realm 125 'qemu 0' 'no exit line' "hi\n$ended"
realm 125 disagree 'the guest says that it is the monitor' \
	'plat: exit 0\n rmm: end violations=0\n'
refused 2 '\-\-print-command' 'plat-run: --accel kvm in the realm monitor' \
	$plat_run --on arm-cca --accel kvm arm64.img
refused 2 'only with --on arm-cca' 'plat-run: a monitor and no realm' \
	$plat_run --monitor headless arm64.img
refused 127 'realm monitor for tests is missing' 'plat-run: no realm monitor' \
	$plat_run --on arm-cca arm64.img
$plat_run --on arm-cca --print-command --smp 4 --mem 1G --initrd arm64.img \
	--append 'a=1 rmm.empty "b c"' arm64.img -- 'd e' >out 2>err
grep -q '^qemu-system-aarch64 .*-object rme-guest,id=rme0.*-smp 4 -m 1G' out &&
	grep -q "^lkvm run --realm .*--cpus 4 --mem 1024 .*--initrd arm64.img" out &&
	[ "$(grep -cF "'a=1 \"b c\" -- \"d e\"'" out)" -eq 2 ] &&
	! grep -q rmm.empty out
report $? 'plat-run: realm: the commands for a machine that has them'

FAKE_CONSOLE='' FAKE_EVENT='' FAKE_SLEEP=9$$ PATH=$dir/bin:$PATH \
	$plat_run image >out 2>err &
pid=$!
sleep 1
kill -TERM $pid
wait $pid
[ $? -eq 143 ] && ! ps -eo args | grep -q "^sleep 9$$$"
report $? 'plat-run: QEMU dies with it'

# --- run-boot ---------------------------------------------------------------

cat >plat-run <<'E2'
#!/bin/sh
for word; do
	case $word in --report=*) report=${word#--report=} ;; esac
done
echo "$@" >"$FAKE_DIR/words"
# %s is another text each time.
printf "$FAKE_CONSOLE" $$
printf "${FAKE_SAID-}" >&2
echo "$FAKE_REPORT" >"$report"
exit "$FAKE_STATUS"
E2
chmod +x plat-run
cat >exclusions <<'E2'
# a comment
kvm x86_64 left-out: for a reason
kvm * lacking: has no such thing
xen-pvh x86_64 plain: not ours
E2
export FAKE_REPORT FAKE_SAID

judged() { # judged VERDICT NAME CONSOLE REPORT STATUS [LINE OF FILE...]
	want=$1 name=$2
	FAKE_CONSOLE=$3 FAKE_REPORT=$4 FAKE_STATUS=$5
	shift 5
	file=${boot_name-plain}.boot
	{
		echo '# Nothing would be broken.'
		echo 'image = image'
		printf '%s\n' "$@"
	} >"$file"
	"$python" "$top/tests/lib/run-boot" --plat-run "$dir/plat-run" \
		--exclusions exclusions --isa x86_64 \
		--platforms "${platforms-kvm}" "$file" >out 2>err
	[ ! -s err ] && tap_says "$want" &&
		grep -qx "verdict = $want" "$file.result"
	report $? "run-boot: $name: $want"
}

tap_says() { # as automake's driver would judge ./out
	plan=$(sed -n 's/^1\.\.\([0-9]*\)$/\1/p' out)
	[ "$plan" = "$(grep -cE '^(not )?ok' out)" ] || return 1
	case $1 in
	pass) ! grep '^not ok' out | grep -qv '# TODO' && ! tail -n 2 out | grep -q SKIP ;;
	fail) grep -q '^not ok' out ;;
	skip) ! grep -q '^not ok' out && grep -q '^ok .*# SKIP ..' out ;;
	esac
}

good='1..2\nok 1 - a\nok 2 - b\nplat: exit 0\n'
judged pass 'all well' "$good" 'exit 0' 0
judged pass 'escapes before the plan' "\\033[1;1H$good" 'exit 0' 0
judged fail 'a test fails' '1..1\nnot ok 1 - a\n' 'exit 0' 0
judged pass 'a test fails as expected' '1..1\nnot ok 1 - a # TODO\n' \
	'exit 0' 0
judged fail 'no plan' 'ok 1 - a\n' 'exit 0' 0
judged fail 'no output' '' 'exit 0' 0
judged fail 'a plan of nothing' '1..0\n' 'exit 0' 0
judged fail 'two plans' '1..1\nok 1 - a\n1..1\n' 'exit 0' 0
judged fail 'too few results' '1..3\nok 1 - a\nok 2 - b\n' 'exit 0' 0
judged fail 'too many results' '1..1\nok 1 - a\nok 2 - b\n' 'exit 0' 0
judged fail 'results out of order' '1..2\nok 2 - a\nok 1 - b\n' 'exit 0' 0
judged fail 'bails out' '1..1\nok 1 - a\nBail out!\n' 'exit 0' 0
judged skip 'the guest skips all' '1..0 # SKIP none here\n' 'exit 0' 0
judged skip 'each test is skipped' '1..1\nok 1 - a # skip none\n' 'exit 0' 0
judged fail 'hang' "$good" timeout 124
judged fail 'wrong exit' "$good" 'exit 3' 3
judged fail 'status and report disagree' "$good" 'exit 0' 1
judged fail 'no report' "$good" '' 0
judged fail 'crash' "$good" 'crash bug' 126
judged pass 'expected exit' "$good" 'exit 3' 3 'expect = exit 3'
judged pass 'expected crash' 'bang\n' 'crash page fault' 126 \
	'expect = crash page'
judged fail 'another crash' 'bang\n' 'crash bug' 126 'expect = crash page'
judged fail 'no crash' "$good" 'exit 0' 0 'expect = crash page'
judged pass 'expected reset' 'x\n' reset 125 'expect = reset' 'tap = no'
judged fail 'off, not reset' 'x\n' off 125 'expect = reset' 'tap = no'
judged fail 'reset, with another status' 'x\n' reset 0 'expect = reset' \
	'tap = no'
judged pass 'no TAP wanted' 'Hello\nok then\n' 'exit 0' 0 'tap = no' \
	'match = ^Hello'
judged fail 'no match' 'Hello\n' 'exit 0' 0 'tap = no' 'match = ^ello'
judged fail 'one of two matches' 'Hello\n' 'exit 0' 0 'tap = no' \
	'match = ^H' 'match = z'
judged fail 'a match that must not be' 'Hello\n' 'exit 0' 0 'tap = no' \
	'nomatch = ell'
judged pass 'two boots that differ' "canary %s\n$good" 'exit 0' 0 \
	'differs = canary \d+'
judged fail 'two boots that do not' "canary 1\n$good" 'exit 0' 0 \
	'differs = canary \d+'
judged fail 'one of two does not' "canary %s\nstack 1\n$good" 'exit 0' 0 \
	'differs = canary \d+' 'differs = stack'
judged fail 'nothing that could differ' "$good" 'exit 0' 0 \
	'differs = canary \d+'
judged skip 'excluded capability' "$good" 'exit 0' 0 \
	'capability = other lacking'
judged skip 'platform not built' "$good" 'exit 0' 0 'platform = xen-pvh'
platforms='kvm xen-pvh' boot_name=domain
xen='platform = xen-pvh'
judged pass 'on Xen' "$good" 'exit 0' 0 "$xen"
judged pass 'refused, for that reason' '' 'refused no memory' 125 "$xen" \
	'expect = refused no mem'
judged fail 'refused, for another' '' 'refused bad kernel' 125 "$xen" \
	'expect = refused no mem'
judged fail 'not refused' "$good" 'exit 0' 0 "$xen" 'expect = refused'
judged pass 'expected watchdog' 'x\n' watchdog 125 "$xen" 'expect = watchdog'
judged fail 'an action that failed' "$good" action 125 "$xen" \
	'action = line ready => false'
FAKE_SAID='xen: (XEN) d1\nxen: ok - seen from dom0\n' \
	judged pass 'a result of an action' "$good" 'exit 0' 0 "$xen"
FAKE_SAID='xen: ok - seen from dom0\nxen: not ok - this is not\n' \
	judged fail 'an action finds what is not so' "$good" 'exit 0' 0 "$xen"
FAKE_SAID='ok - not of an action\n' \
	judged fail 'no result of the guest, nor of an action' '' 'exit 0' 0 "$xen"
judged skip 'no Xen to be had' '' 'unavailable no packages' 127 "$xen"
judged skip 'no Xen to be had, where a crash is wanted' '' \
	'unavailable no packages' 127 "$xen" 'expect = crash'
: >t
judged pass 'keys for Xen' "$good" 'exit 0' 0 "$xen" 'boot = dom0' \
	'xl-config = a = "b"' 'xl-config = c' 'action = after 1.5 => x $DOM' \
	'tool = t'
grep -qF -e '--boot=dom0 --xl-config=a = "b" --xl-config=c --action=after 1.5 => x $DOM --tool=./t --result=./domain.boot.result-xen ./image' words
report $? 'run-boot: the keys for Xen reach plat-run'
echo 'no tool: no compiler' >t
judged skip 'a tool that could not be made' "$good" 'exit 0' 0 "$xen" 'tool = t'
platforms='kvm arm-cca' boot_name=realm realm='platform = arm-cca'
judged skip 'no realm monitor' "$good" 'exit 0' 0 "$realm"
mkdir -p tests/rmm && : >tests/rmm/rmm.img
FAKE_SAID='rmm: count X=2\n'
export FAKE_SAID
judged pass 'a realm' "$good" 'exit 0' 0 "$realm" 'rmm = ^rmm: count X=2$'
grep -qF -e '--on=arm-cca' words &&
	grep -qF -e '--monitor=./tests/rmm/rmm.img' words
report $? 'run-boot: plat-run gets the realm monitor'
judged fail 'the realm monitor does not say so' "$good" 'exit 0' 0 "$realm" \
	'rmm = X=3'
judged fail 'the guest says it instead' "${good}rmm: X=3\n" 'exit 0' 0 \
	"$realm" 'rmm = X=3'
judged fail 'a violation' "$good" violations 125 "$realm"
judged pass 'expected violations' 'x\n' violations 125 "$realm" \
	'expect = violations'
judged pass "the platform's name" "${good}on arm-cca\n" 'exit 0' 0 \
	'match = ^on @platform@$' "$realm"
unset platforms boot_name realm FAKE_SAID
mkdir arm64 x86_64
boot_name=arm64/plain judged skip 'another ISA' "$good" 'exit 0' 0
boot_name=x86_64/plain judged pass 'the same ISA' "$good" 'exit 0' 0
judged pass '@platform@' 'on kvm\n' 'exit 0' 0 'tap = no' \
	'match = ^on @platform@$'
judged pass '@isa@' 'on x86_64\n' 'exit 0' 0 'tap = no' 'match = ^on @isa@$'
judged pass 'expected stay' 'x\n' disagree 125 'expect = disagree'
judged fail 'timeout, not disagree' 'x\n' timeout 124 'expect = disagree'
judged pass 'expected hang' 'x\n' timeout 124 'expect = timeout'
boot_name=left-out judged skip 'excluded test' "$good" 'exit 0' 0

judged pass 'all keys' "$good" 'exit 0' 0 'machine = pc,x=y' 'smp = 2' \
	'mem = 64M' 'cpu = qemu64' 'append = a "b c"' 'args = d "e f"' \
	'boot = grub-mb1' 'timeout = 9' 'qemu-arg = -x' 'qemu-arg = y z'
grep -qF -e '--timeout=9 --boot=grub-mb1 --machine=pc,x=y --cpu=qemu64 --smp=2 --mem=64M --append=a "b c" --qemu-arg=-x --qemu-arg=y z ./image -- d e f' \
	words
report $? 'run-boot: the keys reach plat-run'

# A newer QEMU is the one in PATH, if that is new enough, or in its folder; the
# guest's words lead to the monitor's.
mkdir -p newer/usr/bin older
for program in newer/usr/bin:10 older:9.2; do
	cat >"${program%:*}/qemu-system-x86_64" <<-E2
	#!/bin/sh
	echo "QEMU emulator version ${program#*:}.2 (a Debian's)"
	E2
	chmod +x "${program%:*}/qemu-system-x86_64"
done
cat >plat-run <<'E2'
#!/bin/sh
for word; do
	case $word in
	--report=*) echo 'exit 0' >"${word#--report=}" ;;
	--qemu-arg=socket,*)
		path=$(expr "$word" : '.*path=\([^,]*\)')
		;;
	esac
done
qemu-system-x86_64 --version
[ -z "$path" ] || "$FAKE_PYTHON" -c '
import socket, sys
s = socket.socket(socket.AF_UNIX)
s.bind(sys.argv[1])
s.listen()
print("ready", flush=True)
print(s.accept()[0].makefile().readline().strip())' "$path"
echo 'plat: exit 0'
E2
FAKE_PYTHON=$python
export FAKE_PYTHON
by_qemu() { # by_qemu PATTERN PATH LINE...: what is printed has the pattern
	pattern=$1 path=$2
	shift 2
	printf '%s\n' '# Nothing would be broken.' 'image = image' 'tap = no' \
		"$@" >newer.boot
	PATH=$path "$python" "$top/tests/lib/run-boot" --isa x86_64 \
		--plat-run "$dir/plat-run" --exclusions exclusions \
		--qemu "$dir/newer" newer.boot >out 2>err
	grep -q "$pattern" out
}
by_qemu 'version 9' "$dir/older:$PATH" && ! grep '^not ok' out &&
	by_qemu 'version 9' "$dir/older:$PATH" 'qemu = 9.1' &&
	by_qemu 'version 10' "$dir/older:$PATH" 'qemu = 9.3' &&
	by_qemu 'version 10' "$dir/older:$PATH" 'qemu = 10'
report $? 'run-boot: a newer QEMU is taken where it is wanted'
by_qemu '^ok 1 .*# SKIP there is no QEMU 11' "$dir/older:$PATH" 'qemu = 11'
report $? 'run-boot: a QEMU that is not there is skipped'
by_qemu '^# nmi now$' "$dir/older:$PATH" 'monitor = ^rea => nmi now' &&
	grep -q '^ok 1' out
report $? 'run-boot: the monitor is told'
by_qemu '^# wrong: never sent: nmi$' "$dir/older:$PATH" \
	'monitor = ^rea => y' 'monitor = ^never => nmi' &&
	grep -q '^not ok 1' out
report $? 'run-boot: what the monitor was not told is a failure'

dump='plat: crash: so\nplat: at 0x0123456789abcdef f+0x1\n'
dump="${dump}plat: rax 0  rbx 0  rcx 0\nplat: rdx 0  rsi 0  rdi 0\n"
dump="${dump}plat: rbp 0  rsp 0  r8  0\nplat: r9  0  r10 0  r11 0\n"
dump="${dump}plat: r12 0  r13 0  r14 0\nplat: r15 0  flags 2  cs 8\n"
end='plat: code 0f 0b\nplat: stack 0 1 2 3 4 5 6 7\nplat: called from\n'
end="${end}plat:   0x0123456789abcdef main+0x39\n"
cat >plat-run <<'E2'
#!/bin/sh
for word; do
	case $word in --report=*) echo 'crash so' >"${word#--report=}" ;; esac
done
printf "$FAKE_CONSOLE"
exit 126
E2
judged pass 'a whole dump' "$dump$end" '' '' 'expect = crash' 'dump = f'
judged fail 'another place' "$dump$end" '' '' 'expect = crash' 'dump = g'
judged fail 'a dump without registers' "${dump%%plat: rax*}$end" '' '' \
	'expect = crash' 'dump = f'
judged fail 'a dump without an end' "$dump" '' '' 'expect = crash' 'dump = f'

# An image at 4 MiB + 512 KiB, its devicetree with a command line and an initrd
# at 6 MiB, and what enters it: seen by a plat-run that keeps the pieces.
cat >plat-run <<'E2'
#!/bin/sh
for word; do
	case $word in
	--report=*) echo 'exit 0' >"${word#--report=}" ;;
	--qemu-arg=loader,*) cp "$(expr "$word" : '.*file=\([^,]*\)')" "$FAKE_DIR" ;;
	--qemu-arg=*/stub) cp "${word#--qemu-arg=}" "$FAKE_DIR" ;;
	esac
done
echo "$@" | sed 's|[^ =]*/||g' >"$FAKE_DIR/words"
echo 'plat: exit 0'
E2
cat >x.dts <<'E2'
/dts-v1/;
/ {
	#address-cells = <2>;
	chosen { stdout-path = "x"; };
};
E2
echo 'the initrd' >init
{
	printf 'MZ\0\0\0\0\0\0\0\0\010\0\0\0\0\0'
	head -c 40 /dev/zero
	printf 'ARM\144\0\0\0\0Plinth'
} >arm64/image
printf '%s\n' '# Nothing would be broken.' 'image = arm64/image' 'tap = no' \
	'boot = loader' 'load = 0x400000' 'dtb = x.dts' 'dtb-load = 0x600000' \
	'initrd = init' 'append = a "b' 'args = c\\d' >arm64/loader.boot
loaded() {
	"$python" "$top/tests/lib/run-boot" --plat-run "$dir/plat-run" \
		--exclusions exclusions --isa arm64 --platforms kvm \
		arm64/loader.boot >out 2>err
}
loaded && grep -q '^ok 1' out && grep -qF -e '--boot=loader --load=0x400000' \
	-e '--qemu-arg=-bios --qemu-arg=stub' words &&
	grep -qF 'file=tree,addr=0x600000' words &&
	grep -qF 'file=init,addr=0x800000' words
report $? 'run-boot: image, devicetree, initrd and stub are placed'
"$python" - stub >err 2>&1 <<'EOF'
import struct, sys
words = struct.unpack('<6IQQ', open('stub', 'rb').read())
sys.exit(words[6:] != (0x600000, 0x480000) or words[5] >> 5 != 0xd61f0080 >> 5)
EOF
report $? 'run-boot: the stub knows the devicetree and the entry'
if command -v dtc >/dev/null; then
	dtc -q -I dtb -O dts tree >out 2>err
	grep -qF 'stdout-path = "x"' out &&
		grep -qF 'bootargs = "a \"b -- \"c\\\\d\""' out &&
		grep -qF 'linux,initrd-start = <0x00 0x800000>' out &&
		grep -qF 'linux,initrd-end = <0x00 0x80000b>' out
	report $? 'run-boot: the devicetree has command line and initrd'
	echo 'dtb-damage = word 0 7, cut 0x28' >>arm64/loader.boot
	loaded && "$python" - tree >err 2>&1 <<-'EOF'
		import sys
		tree = open('tree', 'rb').read()
		sys.exit(tree[:8] != bytes((0, 0, 0, 7, 0, 0, len(tree) >> 8,
		                            len(tree) & 255)) or any(tree[40:]))
	EOF
	report $? 'run-boot: the devicetree is damaged as is said'
fi

malformed() { # malformed NAME LINE...
	name=$1
	shift
	printf '%s\n' "$@" >bad.boot
	"$python" "$top/tests/lib/run-boot" --plat-run "$dir/plat-run" \
		--exclusions exclusions bad.boot >out 2>err
	[ ! -s err ] && grep -q '^not ok 1 - bad.boot' out &&
		[ ! -e bad.boot.result ]
	report $? "run-boot: $name is refused"
}
why='# Nothing would be broken.'
malformed 'an unknown key' "$why" 'image = x' 'colour = red'
malformed 'a file without a reason' '# SPDX-License-Identifier: X' 'image = x'
malformed 'a file without an image' "$why" 'smp = 1'
malformed 'a line without a value' "$why" 'image ='
malformed 'a key twice' "$why" 'image = x' 'smp = 1' 'smp = 2'
malformed 'a bad expectation' "$why" 'image = x' 'expect = 0'
malformed 'a bad place of a dump' "$why" 'image = x' 'dump = ('
malformed 'a monitor without a command' "$why" 'image = x' 'monitor = ready'
malformed 'the realm monitor, and no realm' "$why" 'image = x' 'rmm = x'
malformed 'no version of QEMU' "$why" 'image = x' 'qemu = new'
malformed 'a bad regular expression' "$why" 'image = x' 'match = ('
malformed 'a timeout of nothing' "$why" 'image = x' 'timeout = 0'
malformed 'a loader without layout' "$why" 'image = x' 'boot = loader'
malformed 'a layout without loader' "$why" 'image = x' 'layout = firecracker'
malformed 'a devicetree on x86_64' "$why" 'image = x' 'boot = loader' \
	'dtb = x' 'load = 0' 'dtb-load = 0'
malformed 'damage to nothing' "$why" 'image = x' 'dtb-damage = cut 4'
malformed 'damage of no kind' "$why" 'image = x' 'dtb-damage = burn'
malformed 'an address that is none' "$why" 'image = x' 'load = here'
echo 'kvm x86_64 nothing' >exclusions
"$python" "$top/tests/lib/run-boot" --exclusions exclusions plain.boot \
	>out 2>err
grep -q '^not ok 1 - exclusions:1' out
report $? 'run-boot: an exclusion without a reason is refused'

# --- matrix -----------------------------------------------------------------

result() { # result FILE PLATFORM CAPABILITIES VERDICT REASON [ISA]
	boots=build-${6-x86_64}/tests/boots/${6-}
	mkdir -p "$boots"
	printf '%s\n' "test = $1" "platform = $2" "isa = ${6-x86_64}" \
		"capability = $3" "verdict = $4" "reason = $5" \
		>"$boots/$1.boot.result"
}
result a kvm 'pvh smp' pass ''
result b kvm 'smp' fail 'wrong'
result c kvm 'acpi' skip 'no tables'
result d xen-pvh 'pvh' pass ''
result e kvm '' pass ''
result f kvm 'pvh' skip 'this build is for arm64' arm64
result g kvm 'smp fdt' pass '' arm64
cat >exclusions <<'E2'
kvm x86_64 tsc-deadline: not in CI: TCG has none
kvm x86_64 acpi: no tables
kvm arm64 sve: not in CI: no time
xen-pvh arm64 pvh: not in CI: no such column
E2
printf '%s\n' before '<!-- matrix -->' old '<!-- /matrix -->' after >README.md
matrix="$python $top/tools/matrix --exclusions exclusions"
$matrix --check README.md build-* >out 2>err
[ $? -eq 1 ]
report $? 'matrix: --check sees an old README'
$matrix --update README.md build-* >out 2>err
report $? 'matrix: --update'
cp README.md out
grep -q '^| capability | kvm.arm64 | kvm.x86_64 | xen-pvh.x86_64 |$' out &&
	grep -q '^| pvh | - | yes | yes |$' out &&
	grep -q '^| smp | yes | \*\*no\*\* | - |$' out &&
	grep -q '^| fdt | yes | - | - |$' out
report $? 'matrix: yes, no and -'
grep -q '^| acpi | - | excluded (1) | - |$' out && grep -q '^1\. no tables$' out
report $? 'matrix: excluded, with its reason'
grep -q '^| tsc-deadline | - | not run in CI (3) | - |$' out
report $? 'matrix: not run in CI'
grep -q '^| sve | not run in CI (2) | - | - |$' out
report $? 'matrix: an exclusion of one ISA'
[ "$(head -n 1 out) $(tail -n 1 out)" = 'before after' ] &&
	! grep -q old out
report $? 'matrix: what stands around it stays'
$matrix --check README.md build-* >out 2>err
report $? 'matrix: --check after --update'
mkdir none
refused 2 'no result' 'matrix: no results' $matrix none
printf 'no marks\n' >README.md
refused 2 'no <!-- matrix' 'matrix: no marks' $matrix --update README.md build-*

echo "1..$n"
