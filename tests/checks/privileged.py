#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""privileged: what an image has that a guest in ring 3 must not execute.

    privileged.py LIST OBJDUMP [--some] IMAGE...

Prints each privileged instruction that is neither at a place that a frontend
replaces (its record is in .privileged) nor in a function that LIST, of lines
"FILE FUNCTION [INSTRUCTION]: reason", says why of; each line of LIST that no image needs, unless they are only --some; each access below the stack pointer (a
red zone), which an exception in ring 3 would overwrite.
"""
import re
import struct
import subprocess
import sys

PRIVILEGED = re.compile(
    r'(cli|sti|hlt|in[bwl]?|out[bwl]?|ins[bwl]|outs[bwl]|rdmsr|wrmsr'
    r'|[ls][gi]dt[a-z]*|lldt|sldt|str|ltr|lmsw|smsw[a-z]?|clts|invd|wbinvd'
    r'|invlpg|invpcid|cpuid|pushf[qw]?|popf[qw]?|iret[qwl]?|sysret[a-z]?'
    r'|sysexit|swapgs|xsetbv|rdpmc|monitor|mwait|(rd|wr)[fg]sbase'
    r'|vmcall|vmmcall)$')
REGISTERS = re.compile(r'%(cr|dr|db)[0-9]')
PREFIXES = {'cs', 'ds', 'es', 'ss', 'fs', 'gs', 'rep', 'repz', 'repnz', 'lock',
            'data16', 'addr32', 'rex.W', 'rex.B', 'rex'}

BELOW_RSP = re.compile(r'-0x[0-9a-f]+\(%rsp\)')
BELOW_RBP = re.compile(r'-0x([0-9a-f]+)\(%rbp\)')
FRAME = re.compile(r'mov +%rsp,%rbp')
ROOM = re.compile(r'(?:sub +\$0x([0-9a-f]+),%rsp|lea +-0x([0-9a-f]+)\(%rsp\),%rsp)')
ANY_ROOM = re.compile(r'(sub|and|mov|lea) +[^$].*,%rsp|and +\$.*,%rsp')


def run(*command):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout


def records(objdump, image):
    """The ranges of addresses that are replaced; None: there are no records."""
    dump = run(objdump, '-s', '-j', '.privileged', image).decode()
    at, found = None, b''
    for line in dump.splitlines():
        m = re.match(r' ([0-9a-f]+) ((?:[0-9a-f]+ ?){1,4}) ', line)
        if m:
            at = int(m[1], 16) if at is None else at
            found += bytes.fromhex(m[2].replace(' ', ''))
    places = set()
    for i in range(0, len(found) // 6 * 6, 6):
        distance, _, size = struct.unpack_from('<iBB', found, i)
        places.update(range(at + i + distance, at + i + distance + size))
    return places


def functions(objdump, image):
    """(name, [(address, instruction)]) of each."""
    name, body = '', []
    for line in run(objdump, '-d', '--no-show-raw-insn',
                    image).decode().splitlines():
        m = re.match(r'[0-9a-f]+ <(.*)>:', line)
        if m:
            if body:
                yield name, body
            name, body = m[1], []
            continue
        m = re.match(r' *([0-9a-f]+):\t(.*)', line)
        if m:
            body.append((int(m[1], 16),
                         re.sub(r'[#<].*', '', m[2]).strip()))
    if body:
        yield name, body


def is_privileged(instruction):
    words = instruction.split()
    while words and words[0] in PREFIXES:
        words = words[1:]
    return words and (PRIVILEGED.match(words[0])
                      or REGISTERS.search(instruction))


def red_zone(body):
    """The first access below what the function has of its stack."""
    room, most, has_frame = 0, 0, False
    for _, instruction in body:
        if BELOW_RSP.search(instruction) and 'lea' not in instruction:
            return instruction
        if FRAME.match(instruction):
            has_frame, room = True, 0
        elif ANY_ROOM.match(instruction) and not ROOM.match(instruction):
            most = 1 << 30
        elif has_frame:
            m = ROOM.match(instruction)
            room += int(m[1] or m[2], 16) if m else 0
            room += 8 if instruction.startswith('push') else 0
        most = max(most, room)
    for _, instruction in body:
        m = BELOW_RBP.search(instruction)
        if has_frame and m and int(m[1], 16) > most \
                and 'lea' not in instruction:
            return instruction
    return None


def sources(image, addresses):
    """The file of each address: of the function that it was inlined into."""
    lines = run('addr2line', '-i', '-a', '-e', image,
                *(f'{a:#x}' for a in addresses)).decode().splitlines()
    found, at = {}, None
    for line in lines:
        if line.startswith('0x'):
            at = int(line, 16)
        else:
            path = re.sub(r'[: ].*', '', line)
            m = re.search(r'(common|kvm|xen-pvh|xen-pv|examples|tests)/.*', path)
            found[at] = m[0] if m else path
    return found


def read_list(name):
    reasons = {}
    with open(name) as f:
        for line in f:
            if line.strip() and not line.startswith('#'):
                function, _, reason = line.partition(':')
                reasons[function.strip()] = reason.strip()
    return reasons


def check(reasons, used, objdump, image):
    places, wrong = records(objdump, image), []
    for name, body in functions(objdump, image):
        wrong += [(a, i, name) for a, i in body
                  if is_privileged(i) and a not in places]
        access = red_zone(body)
        if access:
            print(f'{image}: {name}: {access} is below its stack')
    files = sources(image, [a for a, _, _ in wrong]) if wrong else {}
    for address, instruction, name in wrong:
        path = files.get(address, '??')
        line = f'{path} {name}'
        for form in f'{line} {instruction.split()[0]}', f'{path} *':
            line = form if form in reasons else line
        used.add(line)
        if not reasons.get(line):
            print(f'{image}: {line}: {instruction} at {address:#x}')


def main(list_name, objdump, *images):
    reasons, used = read_list(list_name), set()
    for image in images:
        if image != '--some':
            check(reasons, used, objdump, image)
    for name in sorted(set(reasons) - used) if '--some' not in images else ():
        print(f'{list_name}: {name}: no image has that')


main(*sys.argv[1:])
