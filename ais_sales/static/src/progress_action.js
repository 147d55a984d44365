import { Component, onMounted, onWillUnmount, useState } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

const INTERVAL = 700;

/**
 * Long work in steps, with a bar that shows how far it has come.
 *
 * The method named in the parameters is called until it says that it has finished. Work that is one
 * step, because it must be one transaction, reports to ais.progress meanwhile.
 */
export class ProgressAction extends Component {
    static template = "ais_sales.ProgressAction";
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.state = useState({ done: 0, total: 0 });
        this.stopped = false;
        onMounted(() => this.work());
        onWillUnmount(() => this.stop());
    }

    get percent() {
        return this.state.total ? Math.round((100 * this.state.done) / this.state.total) : 0;
    }

    async work() {
        const { model, method, id } = this.props.action.params;
        this.timer = setInterval(() => this.look(model, id), INTERVAL);
        try {
            let step = {};
            while (!step.finished && !this.stopped) {
                step = await this.orm.silent.call(model, method, [[id]]);
                this.state.done = step.done;
                this.state.total = step.total;
            }
            if (!this.stopped) {
                await this.finish(step.action);
            }
        } catch (error) {
            this.stop();
            await this.action.doAction({ type: "ir.actions.act_window_close" });
            throw error;
        } finally {
            clearInterval(this.timer);
        }
    }

    async look(model, id) {
        const [done, total] = await this.orm.silent.call("ais.progress", "read_progress", [model, id]);
        if (total && done > this.state.done) {
            Object.assign(this.state, { done, total });
        }
    }

    async finish(action) {
        await this.action.doAction({ type: "ir.actions.act_window_close" });
        if (action) {
            await this.action.doAction(action);
        }
    }

    stop() {
        this.stopped = true;
        clearInterval(this.timer);
    }
}

registry.category("actions").add("ais_progress", ProgressAction);
