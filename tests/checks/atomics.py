# SPDX-License-Identifier: BSD-3-Clause
"""atomics.py ISA: read a disassembly (objdump -d --no-show-raw-insn) of
atomics.c, of rwlock.c and of what they call, and print, for each function
that lacks the instruction that its order needs, or that has a dearer one, its
name and why. The same for barriers of devices, and, on arm64, for icache.c. The last line is how many functions were looked at.

On arm64 a function may call one of libgcc's (__aarch64_...): that one has to
hold both forms, FEAT_LSE's instruction and the exclusive pair.
"""
import re
import sys

LOADS = ('relaxed', 'acquire', 'seq_cst')
STORES = ('relaxed', 'release', 'seq_cst')
CHANGES = ('relaxed', 'acquire', 'release', 'acq_rel', 'seq_cst')
SIZES = (8, 16, 32, 64)


def read(lines):
    """{function: [instruction, ...]}"""
    functions, current = {}, None
    for line in lines:
        if m := re.match(r'[0-9a-f]+ <(.+)>:$', line):
            current = functions.setdefault(m[1], [])
        elif current is not None and (m := re.match(r'\s+[0-9a-f]+:\s+(.+)',
                                                    line)):
            insn = re.sub(r'\s+', ' ', m[1]).strip()
            if not re.match(r'nop|xchg %ax,%ax$|data16', insn):
                current.append(insn)
    return functions


# What is wanted of a function: a list of patterns that some instruction has
# to match, and one that none may.
def x86_64():
    locked = r'^lock |^xchg '
    fence = r'^[lsm]fence|^lock or.*\(%rsp\)|^lock or.*,\(%rsp'
    for bits in SIZES:
        for order in LOADS:
            yield f'load_{order}_{bits}', [r'^mov'], f'{locked}|{fence}'
        for order in STORES:
            if order == 'seq_cst':
                yield f'store_{order}_{bits}', [f'{locked}|^mfence'], None
            else:
                yield f'store_{order}_{bits}', [r'^mov'], f'{locked}|{fence}'
        for order in CHANGES:
            for how, insn in (('exchange', r'^xchg '), ('add', '^lock xadd'),
                              ('sub', '^lock xadd'), ('or', '^lock cmpxchg'),
                              ('and', '^lock cmpxchg'),
                              ('cas', '^lock cmpxchg')):
                yield f'{how}_{order}_{bits}', [insn], fence
    yield 'fence_acquire', [], f'{locked}|{fence}'
    yield 'fence_release', [], f'{locked}|{fence}'
    yield 'fence_seq_cst', [r'^mfence|^lock or'], None
    yield 'spin_lock', ['^lock xadd'], fence
    yield 'plat_spin_wait', ['^mov', '^pause'], f'{locked}|{fence}'
    yield 'spin_try_lock', ['^lock cmpxchg'], fence
    yield 'spin_unlock', ['^incw '], f'{locked}|{fence}'
    yield 'plat_read_lock', ['^lock xadd', '^pause'], fence
    yield 'plat_read_unlock', ['^lock (add|xadd)'], fence
    yield 'plat_write_lock', ['^lock xadd', '^pause'], fence
    yield 'plat_write_unlock', ['^lock and', '^mov'], fence
    yield 'frame_alloc', [r'^mov %gs:', r'^lock cmpxchg .*%gs:'], fence
    yield 'frame_free', [r'^mov %gs:', r'^lock cmpxchg .*%gs:'], fence


BARRIER = r'^d[ms]b\b|^isb\b'
# Instructions of FEAT_LSE, and exclusive ones, by order: (suffix of the
# former, the load, the store).
FORMS = {'relaxed': ('', 'ldxr', 'stxr'), 'acquire': ('a', 'ldaxr', 'stxr'),
         'release': ('l', 'ldxr', 'stlxr'),
         'acq_rel': ('al', 'ldaxr', 'stlxr'),
         'seq_cst': ('al', 'ldaxr', 'stlxr')}
NAMES = {'exchange': 'swp', 'add': 'ldadd', 'sub': 'ldadd', 'or': 'ldset',
         'and': 'ldclr', 'cas': 'cas'}
SUFFIX = {8: 'b', 16: 'h', 32: '', 64: ''}


def either(how, order, bits):
    """The patterns of both forms of a change."""
    suffix, load, store = FORMS[order]
    size = SUFFIX[bits]
    return [f'^{NAMES[how]}{suffix}{size} ', f'^{load}{size} ',
            f'^{store}{size} ']


def arm64():
    for bits in SIZES:
        size = SUFFIX[bits]
        for order in LOADS:
            insn = 'ldr' if order == 'relaxed' else 'lda?p?r'
            wanted = f'^{insn}{size} '
            if order != 'relaxed':
                wanted = f'^(ldar|ldapr){size} '
            yield f'load_{order}_{bits}', [wanted], BARRIER
        for order in STORES:
            insn = 'str' if order == 'relaxed' else 'stlr'
            yield f'store_{order}_{bits}', [f'^{insn}{size} '], BARRIER
        for order in CHANGES:
            for how in NAMES:
                yield (f'{how}_{order}_{bits}', either(how, order, bits),
                       BARRIER)
    yield 'fence_acquire', ['^dmb ishld'], '^dsb'
    yield 'fence_release', ['^dmb ish$'], '^dsb'
    yield 'fence_seq_cst', ['^dmb ish$'], '^dsb'
    yield 'spin_lock', either('add', 'acquire', 32), BARRIER
    yield 'plat_spin_wait', ['^(ldarh|ldaprh) ', '^yield'], BARRIER
    yield 'spin_try_lock', either('cas', 'acquire', 32), BARRIER
    yield 'spin_unlock', ['^stlrh '], BARRIER
    yield ('plat_read_lock', either('add', 'acquire', 32) +
           ['^(ldar|ldapr) ', '^yield'], BARRIER)
    yield 'plat_read_unlock', either('add', 'release', 32), BARRIER
    yield ('plat_write_lock', either('add', 'relaxed', 32) +
           ['^(ldar|ldapr) ', '^yield'], BARRIER)
    yield ('plat_write_unlock', either('and', 'release', 32) + ['^stlr '],
           BARRIER)
    yield 'frame_alloc', ['^ldaxr ', '^stlxr '], BARRIER
    yield 'frame_free', ['^ldaxr ', '^stlxr '], BARRIER


def with_called(functions, name):
    """The instructions of a function and of libgcc's that it calls."""
    insns = list(functions[name])
    for insn in functions[name]:
        if m := re.search(r'<(__aarch64_\w+)>', insn):
            insns += functions.get(m[1], [])
    return insns


# The same for barriers of devices, and for what tells instruction caches, as
# patterns of instructions that follow each other, with others in between.
FENCES = r'^([lms]fence|lock|d[ms]b)\b'


def io_x86_64():
    store, load = r'^mov\S* \$0x{},', r'^(mov|sub) .*\(%rdi\)'
    for name, fence in (('io_mb', '^mfence'), ('io_wmb', '^sfence'),
                        ('dma_wmb', None)):
        yield (f'{name}_stores',
               [store.format(1), fence, store.format(2)])
    for name, fence in (('io_mb', '^mfence'), ('io_rmb', '^lfence'),
                        ('dma_rmb', None)):
        yield f'{name}_loads', [load, fence, load]


def io_arm64():
    store, load = r'^str ', r'^ldr '
    for name, fence in (('io_mb', '^dsb sy'), ('io_wmb', '^dsb st'),
                        ('dma_wmb', '^dmb oshst')):
        yield f'{name}_stores', [store, fence, store]
    for name, fence in (('io_mb', '^dsb sy'), ('io_rmb', '^dsb ld'),
                        ('dma_rmb', '^dmb oshld')):
        yield f'{name}_loads', [load, fence, load]
    yield ('plat_mmu_clean_code', ['^mrs .*ctr_el0', '^at s1e1r', '^isb',
                                   '^mrs .*par_el1', '^dc cvau'])
    yield ('plat_mmu_fetch_anew', ['^dsb ish$', '^mrs .*ctr_el0',
                                   '^ic ialluis', '^dsb ish$', '^isb'])


def follow(insns, patterns):
    """Whether there is an instruction of each pattern, in this order, and no
    other barrier."""
    nr_fences = sum(bool(re.search(FENCES, p[1:] + ' ')) for p in patterns)
    rest = iter(insns)
    return (all(any(re.search(p, insn) for insn in rest) for p in patterns) and
            sum(bool(re.search(FENCES, insn)) for insn in insns) == nr_fences)


def check_io(functions, isa):
    nr = 0
    for name, patterns in {'x86_64': io_x86_64, 'arm64': io_arm64}[isa]():
        nr += 1
        patterns = [p for p in patterns if p]
        insns = functions.get(name, [])
        if not follow(insns, patterns):
            print(f'{name}: not {patterns}: {"; ".join(insns)}')
    return nr


def main():
    functions = read(sys.stdin)
    nr = 0
    for name, wanted, unwanted in {'x86_64': x86_64, 'arm64': arm64}[
            sys.argv[1]]():
        nr += 1
        if name not in functions:
            print(f'{name}: there is no such function')
            continue
        insns = with_called(functions, name)
        for pattern in wanted:
            if not any(re.search(pattern, insn) for insn in insns):
                print(f'{name}: no {pattern}: {"; ".join(insns)}')
        for insn in insns:
            if unwanted and re.search(unwanted, insn):
                print(f'{name}: {insn}')
    print(nr + check_io(functions, sys.argv[1]))


main()
