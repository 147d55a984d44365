"""What the stories of a database's life ask it."""


def rows(env, query, *args):
    env.flush_all()
    env.cr.execute(query, args)
    return env.cr.fetchall()


def one(env, query, *args):
    return rows(env, query, *args)[0][0]


def our_crons(env):
    ids = env["ir.model.data"].search([("module", "=", "ais_sales"), ("model", "=", "ir.cron")])
    return env["ir.cron"].browse(ids.mapped("res_id"))
