import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { deserializeDate, formatDate } from "@web/core/l10n/dates";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

const BAR_CLASSES = {
    draft: "text-bg-light border",
    open: "text-bg-info",
    guaranteed: "text-bg-info",
    running: "text-bg-primary",
    done: "text-bg-success",
    cancelled: "text-bg-danger",
};

// the state of a group is a sign beside the colour of its bar
const BAR_ICONS = { running: "fa-play", done: "fa-check", cancelled: "fa-ban" };

const DOT_CLASSES = {
    overdue: "fa-exclamation-circle text-danger",
    soon: "fa-clock-o text-warning",
    waiting: "fa-file-text text-muted",
    optional: "fa-file-text-o text-muted",
};

const WORST = Object.keys(DOT_CLASSES);

/** The groups of an order as bars on a line of time, with today and the deadlines of documents. */
export class OrderTimeline extends Component {
    static template = "ais_sales.OrderTimeline";
    static props = { ...standardFieldProps };

    setup() {
        this.action = useService("action");
    }

    get line() {
        return this.props.record.data[this.props.name];
    }

    /** Where a day stands, in percent of the width. */
    place(day) {
        const [start, end, here] = [this.line.start, this.line.end, day].map(deserializeDate);
        const days = Math.max(end.diff(start, "days").days, 1);
        return (100 * here.diff(start, "days").days) / days;
    }

    get bars() {
        return this.line.bars.map((bar) => {
            const left = Math.min(this.place(bar.start), 98);
            const width = Math.max(this.place(bar.end) - left, 2);
            return {
                ...bar,
                classes: BAR_CLASSES[bar.state],
                icon: BAR_ICONS[bar.state],
                style: `left: ${left}%; width: ${width}%;`,
                title: _t("%(group)s: %(dates)s, %(state)s, named %(named)s of %(seats)s", {
                    group: bar.label,
                    dates: `${this.day(bar.start)} – ${this.day(bar.end)}`,
                    state: bar.state_label,
                    named: bar.named,
                    seats: bar.seats,
                }),
            };
        });
    }

    /** Documents of one day are one dot, in the colour of the worst. */
    get dots() {
        const days = new Map();
        for (const dot of this.line.dots) {
            const found = days.get(dot.date) || { ...dot, labels: [] };
            found.labels.push(dot.label);
            if (WORST.indexOf(dot.colour) < WORST.indexOf(found.colour)) {
                found.colour = dot.colour;
            }
            days.set(dot.date, found);
        }
        return [...days.values()].map((dot) => ({
            key: dot.date,
            classes: DOT_CLASSES[dot.colour] || DOT_CLASSES.waiting,
            style: `left: ${this.place(dot.date)}%;`,
            title: [this.when(dot), ...dot.labels].join("\n"),
        }));
    }

    get today() {
        return { style: `left: ${this.place(this.line.today)}%;`, label: this.day(this.line.today) };
    }

    /** The day of a deadline, and how it stands in words. */
    when({ date, colour }) {
        const word = { overdue: _t("Overdue"), soon: _t("Due within a week") }[colour];
        return word ? `${this.day(date)}: ${word}` : this.day(date);
    }

    day(iso) {
        return formatDate(deserializeDate(iso));
    }

    open(bar) {
        this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "ais.course.group",
            res_id: bar.id,
            views: [[false, "form"]],
        });
    }
}

registry.category("fields").add("ais_order_timeline", {
    component: OrderTimeline,
    supportedTypes: ["json"],
});
