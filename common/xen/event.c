/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Event channels: who has which port, on top of either ABI.
 */
#include <plat/xen/event.h>

#include <plat/atomic.h>
#include <plat/cmdline.h>
#include <plat/errno.h>
#include <plat/frame.h>
#include <plat/layout.h>
#include <plat/lcpu.h>
#include <plat/lock.h>
#include <plat/log.h>
#include <plat/stage.h>
#include <plat/string.h>

#include "common/xen/event.h"
#include "common/xen/port.h"
#include "common/xen/shared.h"
#include "common/xen/xen.h"

/* Who has a port. */
struct port {
	plat_irq_handler_t handler; /* atomic; NULL: nobody */
	void *arg;
	uint32_t lcpu;              /* atomic: who serves it */
	uint32_t nr_serving;        /* atomic: for a moment two, if it was
				     * moved */
};

#define PER_PAGE   (PLAT_PAGE_SIZE / sizeof(struct port))
#define MOST_PAGES (EVTCHN_FIFO_NR_CHANNELS / PER_PAGE + 1)

/* What an lcpu and Xen share. None crosses a page. */
struct record {
	struct plat_xen_fifo_queues queues;
	uint32_t vcpu;
	bool is_known; /* Xen has been told of it */
} PLAT_ALIGNED(256);

_Static_assert(sizeof(struct record) == 256, "a power of two");

static struct plat_spinlock lock = PLAT_SPINLOCK(PLAT_RANK_IRQ);

/* Under lock; the pages are atomic. */
static struct port *ports[MOST_PAGES];

/* Constant from the stage on. */
static const struct plat_xen_event_abi *abi;
static struct record *records;
static uint32_t nr_records;

/* Atomic. */
static uint32_t has_complained;

static bool is_level2_wanted;

static int set_abi(const char *value)
{
	if (!strcmp(value, "2-level"))
		is_level2_wanted = true;
	else if (strcmp(value, "fifo"))
		return -PLAT_EINVAL;
	return 0;
}

PLAT_PARAM("events", set_abi);

static int op(unsigned int command, void *arg)
{
	return plat_xen_error(
	    plat_xen_hypercall(__HYPERVISOR_event_channel_op, command,
			       (uintptr_t)arg, 0, 0, 0));
}

void plat_xen_port_complain(const char *what, uint32_t number)
{
	if (!plat_atomic_exchange_relaxed(&has_complained, 1u))
		plat_warn("xen: %s: %u; more of that is not told", what,
			  number);
}

/* NULL: nobody has had one near it. */
static struct port *find(uint32_t port)
{
	struct port *page;

	if (port >= EVTCHN_FIFO_NR_CHANNELS)
		return NULL;
	page = plat_atomic_load_acquire(&ports[port / PER_PAGE]);
	return page ? &page[port % PER_PAGE] : NULL;
}

enum plat_xen_whose plat_xen_port_whose(uint32_t number)
{
	struct port *port = find(number);

	if (!port || !plat_atomic_load_acquire(&port->handler))
		return PLAT_XEN_NOBODYS;
	return plat_atomic_load_relaxed(&port->lcpu) == plat_lcpu_self()
		   ? PLAT_XEN_MINE
		   : PLAT_XEN_OTHERS;
}

/* Whoever closes the port clears the handler and looks whether it is being
 * served; who serves says so and looks at the handler. */
void plat_xen_port_serve(uint32_t number)
{
	struct port *port = find(number);
	plat_irq_handler_t handler;

	(void)plat_atomic_add_seq_cst(&port->nr_serving, 1u);
	handler = plat_atomic_load_seq_cst(&port->handler);
	if (handler)
		handler(port->arg);
	(void)plat_atomic_sub_release(&port->nr_serving, 1u);
}

void plat_xen_port_forward(uint32_t number)
{
	struct evtchn_unmask unmask = {.port = number};

	(void)op(EVTCHNOP_unmask, &unmask);
}

void plat_xen_event_upcall(void)
{
	struct vcpu_info *info = plat_xen_vcpu_info();
	bool more;

	if (abi == &plat_xen_fifo)
		more = plat_xen_fifo_scan(info,
					  &records[plat_lcpu_self()].queues);
	else
		more = plat_xen_level2_scan(info);
	if (plat_unlikely(more))
		plat_xen_upcall_again();
}

static int page_alloc(void **page)
{
	plat_pa_t pa;
	int err = plat_frame_alloc(0, PLAT_FRAME_ANY, &pa);

	if (err)
		return err;
	*page = plat_direct_map(pa);
	memset(*page, 0, PLAT_PAGE_SIZE);
	return 0;
}

static void page_free(void *page)
{
	plat_assert(!plat_frame_free(plat_direct_map_pa(page), 0));
}

/* One more page of words. */
static int grow_words(void)
{
	struct evtchn_expand_array expand;
	void *page;
	int err = page_alloc(&page);

	if (err)
		return err;
	plat_xen_fifo_prepare(page);
	expand.array_gfn = plat_xen_gfn(plat_direct_map_pa(page)).v;
	err = op(EVTCHNOP_expand_array, &expand);
	if (err)
		page_free(page);
	else
		plat_xen_fifo_add(page);
	return err;
}

/* Under lock: have room for @port. */
static int make_room(uint32_t port)
{
	void *page;
	int err = port < abi->nr_ports ? 0 : -PLAT_EINVAL;

	while (!err && abi == &plat_xen_fifo &&
	       port >= plat_xen_fifo_nr_words())
		err = grow_words();
	if (err || find(port))
		return err;
	err = page_alloc(&page);
	if (!err)
		plat_atomic_store_release(&ports[port / PER_PAGE],
					  (struct port *)page);
	return err;
}

static int have(uint32_t number, plat_irq_handler_t handler, void *arg)
{
	plat_irq_state_t state = plat_spin_lock_irqsave(&lock);
	int err = make_room(number);
	struct port *port = find(number);

	if (!err && plat_atomic_load_relaxed(&port->handler))
		err = -PLAT_EEXIST;
	if (!err) {
		port->arg = arg;
		plat_atomic_store_relaxed(&port->lcpu, plat_lcpu_self());
		plat_atomic_store_release(&port->handler, handler);
	}
	plat_spin_unlock_irqrestore(&lock, state);
	return err;
}

static void give_back(uint32_t number)
{
	struct evtchn_close close = {.port = number};

	(void)op(EVTCHNOP_close, &close);
}

static int tell_vcpu(uint32_t number, uint32_t lcpu)
{
	struct evtchn_bind_vcpu bind = {
		.port = number,
		.vcpu = records[lcpu].vcpu,
	};

	return op(EVTCHNOP_bind_vcpu, &bind);
}

/* Xen has made @number for us; where @is_free, it is vCPU 0's. */
static int begin(uint32_t number, bool is_free, plat_irq_handler_t handler,
		 void *arg, plat_xen_port_t *port)
{
	uint32_t me = plat_lcpu_self();
	int err = have(number, handler, arg);

	if (!err && is_free && records[me].vcpu)
		err = tell_vcpu(number, me);
	if (err) {
		struct port *mine = find(number);

		if (mine && err != -PLAT_EEXIST)
			plat_atomic_store_release(&mine->handler, NULL);
		give_back(number);
		return err;
	}
	port->v = number;
	plat_xen_event_unmask(*port);
	return 0;
}

static int ready(void)
{
	return abi ? 0 : -PLAT_ENOSYS;
}

int plat_xen_event_offer(uint16_t remote, plat_irq_handler_t handler,
			 void *arg, plat_xen_port_t *port)
{
	struct evtchn_alloc_unbound alloc = {
		.dom = DOMID_SELF,
		.remote_dom = remote,
	};
	int err = ready();

	if (!err)
		err = op(EVTCHNOP_alloc_unbound, &alloc);
	return err ? err : begin(alloc.port, true, handler, arg, port);
}

int plat_xen_event_bind(uint16_t remote, plat_xen_port_t remote_port,
			plat_irq_handler_t handler, void *arg,
			plat_xen_port_t *port)
{
	struct evtchn_bind_interdomain bind = {
		.remote_dom = remote,
		.remote_port = remote_port.v,
	};
	int err = ready();

	if (!err)
		err = op(EVTCHNOP_bind_interdomain, &bind);
	return err ? err : begin(bind.local_port, true, handler, arg, port);
}

int plat_xen_event_bind_virq(uint32_t virq, plat_irq_handler_t handler,
			     void *arg, plat_xen_port_t *port)
{
	struct evtchn_bind_virq bind = {.virq = virq};
	int err = ready();

	if (!err) {
		bind.vcpu = records[plat_lcpu_self()].vcpu;
		err = op(EVTCHNOP_bind_virq, &bind);
	}
	return err ? err : begin(bind.port, false, handler, arg, port);
}

int plat_xen_event_bind_ipi(plat_irq_handler_t handler, void *arg,
			    plat_xen_port_t *port)
{
	struct evtchn_bind_ipi bind;
	int err = ready();

	if (!err) {
		bind.vcpu = records[plat_lcpu_self()].vcpu;
		err = op(EVTCHNOP_bind_ipi, &bind);
	}
	return err ? err : begin(bind.port, false, handler, arg, port);
}

int plat_xen_event_adopt(plat_xen_port_t port, plat_irq_handler_t handler,
			 void *arg)
{
	uint32_t me = plat_lcpu_self();
	int err = ready();

	if (!err)
		err = have(port.v, handler, arg);
	if (err)
		return err;
	if (records[me].vcpu)
		err = tell_vcpu(port.v, me);
	if (err)
		plat_atomic_store_release(&find(port.v)->handler, NULL);
	else
		plat_xen_event_unmask(port);
	return err;
}

void plat_xen_event_mask(plat_xen_port_t port)
{
	if (find(port.v))
		(void)abi->mask(port.v);
}

void plat_xen_event_unmask(plat_xen_port_t port)
{
	struct evtchn_unmask unmask = {.port = port.v};

	if (find(port.v) && abi->unmask(port.v))
		(void)op(EVTCHNOP_unmask, &unmask);
}

int plat_xen_event_move(plat_xen_port_t port, uint32_t lcpu)
{
	struct port *mine = find(port.v);
	uint32_t before;
	bool was_masked;
	int err;

	if (!mine || !plat_atomic_load_relaxed(&mine->handler) ||
	    lcpu >= nr_records || !records[lcpu].is_known)
		return -PLAT_EINVAL;
	was_masked = abi->mask(port.v);
	before = plat_atomic_exchange_relaxed(&mine->lcpu, lcpu);
	err = tell_vcpu(port.v, lcpu);
	if (err)
		plat_atomic_store_relaxed(&mine->lcpu, before);
	if (!was_masked)
		plat_xen_event_unmask(port);
	return err ? -PLAT_EINVAL : 0;
}

int plat_xen_event_close(plat_xen_port_t port)
{
	struct port *mine = find(port.v);

	if (!mine || !plat_atomic_load_relaxed(&mine->handler))
		return -PLAT_ENOENT;
	(void)abi->mask(port.v);
	plat_atomic_store_seq_cst(&mine->handler, NULL);
	while (plat_atomic_load_seq_cst(&mine->nr_serving))
		plat_cpu_relax();
	give_back(port.v);
	return 0;
}

/* Have Xen raise the upcall of the lcpu that asks. */
static int set_up_lcpu(void)
{
	uint32_t vcpu = plat_xen_vcpu_id();

	records[plat_lcpu_self()].vcpu = vcpu;
	return plat_xen_upcall_set_up(vcpu);
}

static int init_queues(void)
{
	struct record *record = &records[plat_lcpu_self()];
	plat_pa_t pa = plat_direct_map_pa(&record->queues.control);
	struct evtchn_init_control control = {
		.control_gfn = plat_xen_gfn(pa).v,
		.offset = (uint32_t)(pa.v & PLAT_PAGE_MASK),
		.vcpu = record->vcpu,
	};

	return record->is_known ? 0 : op(EVTCHNOP_init_control, &control);
}

static int lcpu_hook(void)
{
	int err = set_up_lcpu();

	if (!err && abi == &plat_xen_fifo)
		err = init_queues();
	if (!err)
		records[plat_lcpu_self()].is_known = true;
	return err;
}

/* Ports of the lcpu that asks, which leaves, go to lcpu 0; but not those that
 * Xen has bound to its vCPU. */
static void pass_on(void)
{
	uint32_t me = plat_lcpu_self();

	for (uint32_t i = 0; i < MOST_PAGES; i++) {
		struct port *page = plat_atomic_load_acquire(&ports[i]);

		for (uint32_t k = 0; page && k < PER_PAGE; k++) {
			plat_xen_port_t port = {
				.v = i * (uint32_t)PER_PAGE + k};

			if (plat_atomic_load_relaxed(&page[k].lcpu) == me)
				(void)!plat_xen_event_move(port, 0);
		}
	}
}

/* The first lcpu decides which ABI all have. */
static int choose_abi(void)
{
	struct shared_info *shared;

	if (!is_level2_wanted && !init_queues()) {
		abi = &plat_xen_fifo;
		return 0;
	}
	shared = plat_xen_shared_info();
	if (!shared)
		return -PLAT_ENOMEM;
	plat_xen_level2_init(shared);
	abi = &plat_xen_level2;
	return 0;
}

static int events_init(void)
{
	plat_irq_state_t state;
	int err;

	if (!plat_xen_present())
		return 0;
	records = plat_xen_make_records(sizeof(*records), &nr_records);
	err = records ? plat_xen_vcpu_register(0, plat_xen_vcpu_id())
		      : -PLAT_ENOMEM;
	if (err)
		return err;
	plat_xen_vcpu_use();
	state = plat_irq_save();
	err = set_up_lcpu();
	if (!err)
		err = choose_abi();
	records[0].is_known = true;
	plat_irq_restore(state);
	plat_atomic_store_release(&plat_xen_lcpu_hook, lcpu_hook);
	plat_atomic_store_release(&plat_xen_pass_on_hook, pass_on);
	return err;
}

PLAT_STAGE(irq, memory, xen_events, .init = events_init);
