"""Pages of planning: targets, direction, scores, alerts, briefings; one line each, part of the table in routes.py."""

from ansinh.domain.registry.rights import Act
from ansinh.web.pages import briefing, targets
from ansinh.web.pages.planning import alerts, director, outlook, plans, questions, score_rules, scores, tasks
from ansinh.web.route import BOTH, SEND, Route

TASKS: tuple[Act, ...] = ("direction.give", "direction.work")

PLANNING: tuple[Route, ...] = (
    Route("targets", "targets/", targets.show, ("targets",)),
    Route("outlook", "targets/outlook/", outlook.show, ("targets",)),
    Route("plan_split", "targets/split/", plans.split, ("targets",)),
    Route("plan_split_assign", "targets/split/assign/", plans.assign_split, ("targets.write",), SEND),
    Route("plan_move", "targets/split/move/", plans.move, ("targets.write",), SEND),
    Route("plan_weeks", "targets/weeks/", plans.weeks, ("targets",)),
    Route("plan_years", "targets/years/", plans.years, ("targets",)),
    Route("direction", "direction/", director.show, ("direction",)),
    Route("tasks", "direction/tasks/", tasks.show, ("direction",)),
    Route("task_new", "direction/new/", tasks.new, ("direction.give",), BOTH),
    Route("task", "direction/tasks/<int:number>/", tasks.one, ("direction",)),
    Route("task_move", "direction/tasks/<int:number>/move/", tasks.move, TASKS, SEND),
    Route("task_cascade", "direction/tasks/<int:number>/cascade/", tasks.cascade, TASKS, SEND),
    Route("questions", "direction/questions/", questions.show, ("direction",)),
    Route("question_new", "direction/questions/new/", questions.new, ("direction.work",), BOTH),
    Route("question", "direction/questions/<int:number>/", questions.one, ("direction",)),
    Route("question_answer", "direction/questions/<int:number>/answer/", questions.answer, ("direction.work",), SEND),
    Route("question_withdraw", "direction/questions/<int:number>/withdraw/", questions.withdraw,
          ("direction.work",), SEND),
    Route("scores", "scores/", scores.show, ("scores",)),
    Route("scores_freeze", "scores/freeze/", scores.freeze, ("scores.freeze",), SEND),
    Route("score_rules", "scores/rules/", score_rules.enter, ("scores.freeze",), SEND),
    Route("score_rules_approve", "scores/rules/<int:number>/approve/", score_rules.approve, ("scores.decide",), SEND),
    Route("score_slip", "scores/slips/", score_rules.note_slip, ("scores.freeze",), SEND),
    Route("score", "scores/<int:number>/", scores.one, ("scores",)),
    Route("score_dispute", "scores/<int:number>/dispute/", scores.dispute, ("direction.work",), SEND),
    Route("score_sign", "scores/<int:number>/sign/", scores.sign, ("scores.decide",), SEND),
    Route("score_answer", "scores/disputes/<int:number>/answer/", scores.answer, ("scores.decide",), SEND),
    Route("alerts", "alerts/", alerts.show, ("alerts",)),
    Route("alert", "alerts/<int:number>/", alerts.one, ("alerts",)),
    Route("alert_note", "alerts/<int:number>/note/", alerts.note, ("alerts.note",), SEND),
    Route("targets_load", "targets/load/", targets.take_in, ("targets.write",), SEND),
    Route("briefing", "briefing/", briefing.show, ("briefing",)),
    Route("weekly", "briefing/weekly/", briefing.show_week, ("briefing",)),
    Route("weekly_file", "briefing/weekly/week.<str:form>", briefing.save_week, ("briefing",)),
    Route("briefing_file", "briefing/briefing.<str:form>", briefing.save, ("briefing",)),
)  # fmt: skip
