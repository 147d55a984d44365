import { Component, onWillStart, onWillUnmount, useEffect, useRef } from "@odoo/owl";
import { loadBundle } from "@web/core/assets";
import { user } from "@web/core/user";
import { blockProps } from "./desk_rows";

/** A chart in the colours of the theme (desk.scss), and in words for who does not see it. */
export class DeskChart extends Component {
    static template = "ais_sales.DeskChart";
    static props = blockProps;

    setup() {
        this.canvas = useRef("canvas");
        this.number = new Intl.NumberFormat(user.lang.replace("_", "-"), {
            notation: "compact",
            maximumFractionDigits: 1,
        });
        onWillStart(() => loadBundle("web.chartjs_lib"));
        useEffect(
            () => {
                this.draw();
                return () => this.chart?.destroy();
            },
            () => [JSON.stringify(this.props.block)]
        );
        onWillUnmount(() => this.chart?.destroy());
    }

    get isEmpty() {
        return !this.props.block.datasets.some((row) => row.data.some((value) => value));
    }

    /** Lying bars need room for each. */
    get style() {
        const { is_horizontal, labels, datasets } = this.props.block;
        if (!is_horizontal) {
            return "";
        }
        const bars = labels.length * (this.props.block.is_stacked ? 1 : datasets.length);
        return `height: max(15rem, ${5 + bars}rem)`;
    }

    get words() {
        const { labels, datasets } = this.props.block;
        const number = new Intl.NumberFormat(user.lang.replace("_", "-"), {
            maximumFractionDigits: 1,
        });
        const say = (row, at) => {
            const value = number.format(row.data[at] || 0);
            return datasets.length > 1 ? `${row.label} ${value}` : value;
        };
        return labels
            .map((label, at) => `${label}: ${datasets.map((row) => say(row, at)).join(", ")}`)
            .join("; ");
    }

    colour(tone) {
        return getComputedStyle(this.canvas.el.parentElement).getPropertyValue(`--ais-chart-${tone}`);
    }

    draw() {
        if (!this.canvas.el) {
            return;
        }
        const { block } = this.props;
        const isLine = block.type === "line";
        const text = getComputedStyle(this.canvas.el.parentElement).color;
        const grid = this.colour("grid");
        const longest = this.canvas.el.parentElement.clientWidth < 340 ? 16 : 28;
        const axis = (isValues) => ({
            stacked: Boolean(block.is_stacked),
            beginAtZero: true,
            max: isValues && block.top ? block.top : undefined,
            ticks: {
                color: text,
                precision: 0,
                maxTicksLimit: isValues ? 6 : undefined,
                // what does not fit is cut at its end, not at its beginning
                callback: isValues
                    ? (value) => this.number.format(value)
                    : function (value) {
                          const label = String(this.getLabelForValue(value));
                          return label.length > longest ? `${label.slice(0, longest - 1)}…` : label;
                      },
            },
            grid: { color: grid, display: isValues },
        });
        const isHorizontal = Boolean(block.is_horizontal);
        this.chart = new Chart(this.canvas.el, {
            type: block.type,
            data: {
                labels: block.labels,
                datasets: block.datasets.map((row) => ({
                    label: row.label,
                    data: row.data,
                    backgroundColor: this.colour(row.tone),
                    // a pale bar has an edge, or it is not told from the page
                    borderColor: this.colour(isLine ? row.tone : "edge"),
                    borderWidth: isLine ? 2 : Number(row.tone !== "main"),
                    tension: 0.2,
                    // what lies at the edge is drawn whole
                    clip: isLine ? 6 : undefined,
                    maxBarThickness: 36,
                })),
            },
            options: {
                animation: false,
                locale: user.lang.replace("_", "-"),
                maintainAspectRatio: false,
                indexAxis: isHorizontal ? "y" : "x",
                scales: { x: axis(isHorizontal), y: axis(!isHorizontal) },
                plugins: {
                    legend: { display: block.datasets.length > 1, labels: { color: text } },
                },
                onClick: () => block.all && this.props.openList(block.all),
            },
        });
    }
}
