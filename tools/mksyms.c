/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * mksyms IMAGE OBJECT: write the table of IMAGE's function names into OBJECT,
 * as its section .plat_symbols. The kit's ld links IMAGE again with it.
 *
 * Exit status: 0; 1: it cannot be done, and stderr says why; 2: usage;
 * 3: IMAGE has no place for a table.
 * Source: System V ABI, chapters 4 and 5; ELF for AArch64, 5.5.5.
 */
#include <elf.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tools/mksyms-encode.h"

#define SLOT    "plat_symbols_begin"
#define NO_SLOT 3

struct image {
	const char *path;
	char *bytes;
	size_t size;
	const Elf64_Ehdr *ehdr;
	const Elf64_Shdr *shdrs;
	const Elf64_Sym *syms;
	size_t nr_syms;
	const char *strings;
	size_t strings_size;
};

/* A symbol that may become an entry. */
struct candidate {
	uint64_t address;
	uint64_t size;
	int rank; /* which of several at one address is taken: the highest */
	const char *name;
};

struct candidates {
	struct candidate *of;
	size_t nr;
};

static _Noreturn void fail(const char *path, const char *what)
{
	fprintf(stderr, "mksyms: %s: %s\n", path, what);
	exit(EXIT_FAILURE);
}

static void *allocate(size_t nr, size_t size)
{
	void *p = calloc(nr + 1, size);

	if (!p)
		fail("memory", "there is none left");
	return p;
}

static void read_file(struct image *image)
{
	FILE *file = fopen(image->path, "rb");
	long size;

	if (!file || fseek(file, 0, SEEK_END) || (size = ftell(file)) < 0 ||
	    fseek(file, 0, SEEK_SET)) {
		perror(image->path);
		exit(EXIT_FAILURE);
	}
	image->size = (size_t)size;
	image->bytes = allocate(image->size, 1);
	if (fread(image->bytes, 1, image->size, file) != image->size)
		fail(image->path, "cannot be read");
	fclose(file);
}

/* What is in the file at [offset, offset + size). */
static const void *part(const struct image *image, uint64_t offset,
			uint64_t size)
{
	if (offset > image->size || size > image->size - offset ||
	    offset % sizeof(uint64_t))
		fail(image->path, "is damaged");
	return image->bytes + offset;
}

static const Elf64_Shdr *find_symtab(const struct image *image)
{
	for (size_t i = 0; i < image->ehdr->e_shnum; i++) {
		if (image->shdrs[i].sh_type == SHT_SYMTAB)
			return &image->shdrs[i];
	}
	return NULL;
}

static void find_strings(struct image *image, uint32_t section)
{
	const Elf64_Shdr *strtab = &image->shdrs[section];

	if (section >= image->ehdr->e_shnum ||
	    strtab->sh_offset > image->size || strtab->sh_size == 0 ||
	    strtab->sh_size > image->size - strtab->sh_offset)
		fail(image->path, "is damaged");
	image->strings = image->bytes + strtab->sh_offset;
	image->strings_size = strtab->sh_size;
	if (image->strings[image->strings_size - 1])
		fail(image->path, "is damaged");
}

/* Returns whether @image is an ELF file with symbols. */
static bool open_image(struct image *image)
{
	const Elf64_Ehdr *ehdr;
	const Elf64_Shdr *symtab;

	read_file(image);
	if (image->size < sizeof(*ehdr))
		return false;
	image->ehdr = ehdr = (const void *)image->bytes;
	if (memcmp(ehdr->e_ident, ELFMAG, SELFMAG) ||
	    ehdr->e_ident[EI_CLASS] != ELFCLASS64 ||
	    ehdr->e_ident[EI_DATA] != ELFDATA2LSB ||
	    ehdr->e_shentsize != sizeof(Elf64_Shdr))
		return false;
	image->shdrs = part(image, ehdr->e_shoff,
			    (uint64_t)ehdr->e_shnum * sizeof(Elf64_Shdr));
	symtab = find_symtab(image);
	if (!symtab)
		return false;
	image->syms = part(image, symtab->sh_offset, symtab->sh_size);
	image->nr_syms = symtab->sh_size / sizeof(Elf64_Sym);
	find_strings(image, symtab->sh_link);
	return true;
}

static const char *name_of(const struct image *image, const Elf64_Sym *sym)
{
	return sym->st_name < image->strings_size ?
		   image->strings + sym->st_name : "";
}

static bool find_slot(const struct image *image, uint64_t *table_va)
{
	for (size_t i = 0; i < image->nr_syms; i++) {
		if (strcmp(name_of(image, &image->syms[i]), SLOT))
			continue;
		*table_va = image->syms[i].st_value;
		return true;
	}
	return false;
}

/* Local labels of the compiler, and the mapping symbols of AArch64 ($x, $d),
 * name no function. */
static bool is_label(const char *name)
{
	return name[0] == '\0' || name[0] == '$' || !strncmp(name, ".L", 2);
}

static bool is_function(const struct image *image, const Elf64_Sym *sym)
{
	unsigned int type = ELF64_ST_TYPE(sym->st_info);
	const Elf64_Shdr *section = &image->shdrs[sym->st_shndx];

	return (type == STT_FUNC || type == STT_NOTYPE) &&
	       sym->st_shndx < image->ehdr->e_shnum &&
	       (section->sh_flags & SHF_EXECINSTR) &&
	       sym->st_value - section->sh_addr < section->sh_size &&
	       !is_label(name_of(image, sym));
}

/* Of several names at one address, a function's goes before a label's, and a
 * global one's before a local's. */
static int rank(const Elf64_Sym *sym)
{
	return 2 * (ELF64_ST_TYPE(sym->st_info) == STT_FUNC) +
	       (ELF64_ST_BIND(sym->st_info) == STB_GLOBAL);
}

static void add_ends(const struct image *image, struct candidates *all)
{
	for (size_t i = 0; i < image->ehdr->e_shnum; i++) {
		const Elf64_Shdr *section = &image->shdrs[i];

		if (!(section->sh_flags & SHF_EXECINSTR))
			continue;
		all->of[all->nr++] = (struct candidate){
			.address = section->sh_addr + section->sh_size,
			.rank = -1, .name = "",
		};
	}
}

static void add_functions(const struct image *image, struct candidates *all)
{
	for (size_t i = 0; i < image->nr_syms; i++) {
		const Elf64_Sym *sym = &image->syms[i];

		if (!is_function(image, sym))
			continue;
		all->of[all->nr++] = (struct candidate){
			.address = sym->st_value, .size = sym->st_size,
			.rank = rank(sym), .name = name_of(image, sym),
		};
	}
}

static int compare(const void *x, const void *y)
{
	const struct candidate *a = x, *b = y;

	if (a->address != b->address)
		return a->address < b->address ? -1 : 1;
	if (a->rank != b->rank)
		return b->rank - a->rank;
	return strcmp(a->name, b->name);
}

/* One symbol an address; no label inside a function that has a size. */
static size_t choose(struct candidates *all, struct mksyms_symbol *symbols)
{
	uint64_t function = 0, function_size = 0;
	size_t nr = 0;

	qsort(all->of, all->nr, sizeof(all->of[0]), compare);
	for (size_t i = 0; i < all->nr; i++) {
		const struct candidate *c = &all->of[i];
		bool inside = c->address - function < function_size;

		if ((nr && symbols[nr - 1].address == c->address) ||
		    (inside && (c->rank == 0 || c->rank == 1)))
			continue;
		if (c->size) {
			function = c->address;
			function_size = c->size;
		}
		symbols[nr++] = (struct mksyms_symbol){c->address, c->name};
	}
	return nr;
}

/* A relocatable file that holds the table and nothing else. */
struct object {
	Elf64_Ehdr ehdr;
	Elf64_Shdr null;
	Elf64_Shdr table;
	Elf64_Shdr stack; /* its absence would ask for an executable stack */
	Elf64_Shdr names;
	char strings[48];
};

static const struct object object_template = {
	.ehdr = {
		.e_ident = {ELFMAG0, ELFMAG1, ELFMAG2, ELFMAG3, ELFCLASS64,
			    ELFDATA2LSB, EV_CURRENT},
		.e_type = ET_REL,
		.e_version = EV_CURRENT,
		.e_shoff = offsetof(struct object, null),
		.e_ehsize = sizeof(Elf64_Ehdr),
		.e_shentsize = sizeof(Elf64_Shdr),
		.e_shnum = 4,
		.e_shstrndx = 3,
	},
	.table = {
		.sh_name = 1,
		.sh_type = SHT_PROGBITS,
		.sh_flags = SHF_ALLOC,
		.sh_offset = sizeof(struct object),
		.sh_addralign = 1,
	},
	.stack = {
		.sh_name = 15,
		.sh_type = SHT_PROGBITS,
		.sh_offset = sizeof(struct object),
		.sh_addralign = 1,
	},
	.names = {
		.sh_name = 31,
		.sh_type = SHT_STRTAB,
		.sh_offset = offsetof(struct object, strings),
		.sh_size = sizeof(object_template.strings),
		.sh_addralign = 1,
	},
	.strings = "\0.plat_symbols\0.note.GNU-stack\0.shstrtab",
};

static void write_object(const char *path, uint16_t machine,
			 const struct mksyms_table *table)
{
	struct object object = object_template;
	FILE *file = fopen(path, "wb");

	object.ehdr.e_machine = machine;
	object.table.sh_size = table->size;
	if (!file || fwrite(&object, sizeof(object), 1, file) != 1 ||
	    fwrite(table->bytes, table->size, 1, file) != 1 || fclose(file)) {
		perror(path);
		exit(EXIT_FAILURE);
	}
}

int main(int argc, char *argv[])
{
	struct candidates all = {0};
	struct mksyms_symbol *symbols;
	struct mksyms_table table;
	struct image image = {0};
	uint64_t table_va;

	if (argc != 3) {
		fprintf(stderr, "usage: mksyms IMAGE OBJECT\n");
		return 2;
	}
	image.path = argv[1];
	if (!open_image(&image) || !find_slot(&image, &table_va))
		return NO_SLOT;
	all.of = allocate(image.nr_syms + image.ehdr->e_shnum,
			  sizeof(all.of[0]));
	add_functions(&image, &all);
	add_ends(&image, &all);
	symbols = allocate(all.nr, sizeof(symbols[0]));
	table = mksyms_encode(symbols, choose(&all, symbols), table_va);
	if (table.size == 0)
		fail("memory", "there is none left");
	write_object(argv[2], image.ehdr->e_machine, &table);
	free(table.bytes);
	free(symbols);
	free(all.of);
	free(image.bytes);
	return EXIT_SUCCESS;
}
