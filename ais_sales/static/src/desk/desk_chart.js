import { Component, onWillStart, onWillUnmount, useEffect, useRef } from "@odoo/owl";
import { loadBundle } from "@web/core/assets";
import { getColor, getCustomColor } from "@web/core/colors/colors";
import { user } from "@web/core/user";
import { blockProps } from "./desk_rows";

/** Whether a colour, as the browser computes it, is a light one. */
function isLight(colour) {
    const [red, green, blue] = colour.match(/[\d.]+/g).map(Number);
    return red * 0.3 + green * 0.6 + blue * 0.1 > 128;
}

/** A chart in the web client's own colours, and beside it the same for who does not see it. */
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
        return labels
            .map((label, at) => `${label}: ${datasets.map((row) => row.data[at]).join(" / ")}`)
            .join("; ");
    }

    colour(tone) {
        const muted = getCustomColor(this.scheme, "#d0d4da", "#4b4f5c");
        return {
            main: getColor(1, this.scheme, "odoo"),
            soft: getColor(2, this.scheme, "odoo"),
            muted,
        }[tone];
    }

    draw() {
        if (!this.canvas.el) {
            return;
        }
        const { block } = this.props;
        const isLine = block.type === "line";
        // the colours that the page has, whatever a cookie says
        const text = getComputedStyle(this.canvas.el.parentElement).color;
        this.scheme = isLight(text) ? "dark" : "light";
        const grid = getCustomColor(this.scheme, "rgba(0,0,0,.1)", "rgba(255,255,255,.15)");
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
                    borderColor: this.colour(row.tone),
                    borderWidth: isLine ? 2 : 0,
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
