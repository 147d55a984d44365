import { Component, onMounted, onWillStart, onWillUnmount, useRef, useState } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { useSetupAction } from "@web/search/action_hook";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { DeskChart } from "./desk_chart";
import { DeskClauses } from "./desk_clauses";
import { useDeskFocus } from "./desk_focus";
import { DeskGauge } from "./desk_gauge";
import { DeskPeople } from "./desk_people";
import { DeskPlan } from "./desk_plan";
import { DeskRows } from "./desk_rows";

const KINDS = {
    rows: DeskRows,
    chart: DeskChart,
    gauge: DeskGauge,
    plan: DeskPlan,
    people: DeskPeople,
    clauses: DeskClauses,
};
// so long a desk may stand in the background before it is asked for again
const STALE = 60 * 1000;

/** A desk: all its blocks out of one call; each kind of block has its own component. */
export class Desk extends Component {
    static template = "ais_sales.Desk";
    static components = { Layout };
    static props = { ...standardActionServiceProps };
    static method = "";

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        const kept = this.props.state || {};
        this.state = useState({
            desk: null,
            isLoading: true,
            error: "",
            scope: kept.scope || {},
            choice: kept.choice || { colour: "" },
            // what has just been done, for who does not see the row go
            said: "",
        });
        this.display = { controlPanel: {} };
        this.root = useRef("root");
        this.focus = useDeskFocus(this.root, kept.place);
        // who comes back from a record finds the desk as it was left
        useSetupAction({
            rootRef: this.root,
            getLocalState: () => ({
                scope: this.state.scope,
                choice: this.state.choice,
                place: this.focus.place,
            }),
        });
        onWillStart(() => this.load());
        const onReturn = () => {
            if (document.visibilityState === "visible" && Date.now() - this.loadedAt > STALE) {
                this.load();
            }
        };
        onMounted(() => browser.addEventListener("visibilitychange", onReturn));
        onWillUnmount(() => browser.removeEventListener("visibilitychange", onReturn));
    }

    async load() {
        const isHere = this.focus.isHere;
        this.state.isLoading = true;
        try {
            const { method } = this.constructor;
            this.state.desk = await this.orm.call("ais.desk", method, [], this.state.scope);
            this.state.error = "";
        } catch (error) {
            this.state.error = error.data?.message || error.message;
        }
        this.loadedAt = Date.now();
        this.state.isLoading = false;
        if (isHere) {
            this.focus.askBack();
        }
    }

    /** The button stays a button meanwhile: a disabled one would lose the focus. */
    async refresh() {
        if (!this.state.isLoading) {
            await this.load();
        }
    }

    component(block) {
        return KINDS[block.kind];
    }

    get blockProps() {
        return {
            openRecord: this.openRecord.bind(this),
            openList: this.openList.bind(this),
            press: this.press.bind(this),
            openMeasure: this.openMeasure.bind(this),
            choice: this.state.choice,
        };
    }

    openRecord({ model, id }) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: model,
            res_id: id,
            views: [[false, "form"]],
        });
    }

    /** The whole list behind a block, as its own menu shows it. */
    async openList({ name, res_model, domain, xml_id }, more = []) {
        const own = xml_id
            ? await this.action.loadAction(xml_id)
            : { type: "ir.actions.act_window", res_model, views: [[false, "list"], [false, "form"]] };
        return this.action.doAction({
            ...own,
            name,
            domain: [...domain, ...more],
            context: {},
            path: undefined,
        });
    }

    /** A button of a row: what it does, then the desk anew, and on to the next row. */
    async press(row, button) {
        // the second press of a double click
        if (this.isPressed) {
            return;
        }
        this.isPressed = true;
        try {
            await this.carryOut(row, button);
        } finally {
            this.isPressed = false;
        }
    }

    async carryOut(row, { method, label }) {
        this.state.said = "";
        const action = await this.orm.call(row.model, method, [[row.id]]);
        if (action && action.type) {
            return this.action.doAction(action, { onClose: () => this.goOn() });
        }
        return this.goOn(_t("Done: %(button)s, %(row)s", { button: label, row: row.title }));
    }

    async goOn(words = "") {
        await this.load();
        this.state.said = words;
        this.focus.askBack();
    }

    async openMeasure(id) {
        const context = {};
        if (this.state.desk.user_id) {
            context.ais_user_id = this.state.desk.user_id;
        } else if (this.state.desk.team_id) {
            context.ais_team_id = this.state.desk.team_id;
        }
        const action = await this.orm.call(
            "ais.regulation.measure",
            "action_open_records",
            [[id]],
            { context }
        );
        return this.action.doAction(action);
    }

    choose(event) {
        const [kind, id] = event.target.value.split("-");
        this.state.scope = kind ? { [`${kind}_id`]: parseInt(id) } : {};
        return this.load();
    }

    isChosen(kind, id) {
        return this.state.scope[`${kind}_id`] === id;
    }
}

class SpecialistDesk extends Desk {
    static method = "specialist_desk";
}

class HeadDesk extends Desk {
    static method = "head_desk";
}

class DirectorDesk extends Desk {
    static method = "director_desk";
}

registry
    .category("actions")
    .add("ais_specialist_desk", SpecialistDesk)
    .add("ais_head_desk", HeadDesk)
    .add("ais_director_desk", DirectorDesk);
