"""Pages of medical claims: the agency's, and the facility's own; one line each, part of the table in routes.py."""

from ansinh.web.pages.claims import again as claims_again
from ansinh.web.pages.claims import alerts as claims_alerts
from ansinh.web.pages.claims import answers as claims_answers
from ansinh.web.pages.claims import counter as claims_counter
from ansinh.web.pages.claims import numbers as claims_numbers
from ansinh.web.pages.claims import payments as claims_payments
from ansinh.web.pages.claims import receipt as claims_receipt
from ansinh.web.pages.claims import record as claims_record
from ansinh.web.pages.claims import sampling as claims_sampling
from ansinh.web.pages.claims import statement as claims_statement
from ansinh.web.pages.claims import uploads as claims_uploads
from ansinh.web.pages.claims import work as claims_work
from ansinh.web.route import SEND, Route

CLAIMS: tuple[Route, ...] = (
    Route("claims", "claims/", claims_work.show, ("claims",)),
    Route("claim_statements", "claims/statements/", claims_statement.show_all, ("claims",)),
    Route("claim_settle", "claims/statements/settle/", claims_statement.settle, ("claims.settle",), SEND),
    Route("claim_propose", "claims/statements/propose/", claims_statement.propose, ("claims.settle",), SEND),
    Route("claim_budget", "claims/statements/budget/", claims_statement.tell_budget, ("claims.settle",), SEND),
    Route("claim_statement", "claims/statements/<str:facility>/<str:period>/<int:months>/", claims_statement.one,
          ("claims",)),
    Route("claim_minutes", "claims/statements/<str:facility>/<str:period>/<int:months>/C82.<str:form>",
          claims_statement.save_minutes, ("claims",)),
    Route("claim_row_list", "claims/statements/<str:facility>/<str:period>/<int:months>/list-<str:form>.xlsx",
          claims_statement.save_rows, ("claims",)),
    Route("facility_row_list", "facility/claims/statements/<str:period>/<int:months>/list-<str:form>.xlsx",
          claims_statement.own_rows, ("own.facility",)),
    Route("claim_payments", "claims/payments/", claims_payments.show, ("claims.settle",)),
    Route("claim_payment_order", "claims/payments/order/", claims_payments.order, ("claims.settle",), SEND),
    Route("claim_payment_answers", "claims/payments/answers/", claims_payments.answers, ("claims.settle",), SEND),
    Route("claim_account", "claims/payments/account/", claims_payments.enter_account, ("claims.settle",), SEND),
    Route("claim_account_approve", "claims/payments/account/<int:number>/", claims_payments.approve_account,
          ("claims.settle",), SEND),
    Route("claim_payment_file", "claims/payments/files/<str:message>.xml", claims_payments.file, ("claims.settle",)),
    Route("claim_payment_step", "claims/payments/<int:number>/step/", claims_payments.step, ("claims.settle",), SEND),
    Route("claim_again", "claims/again/", claims_again.show, ("claims",)),
    Route("claim_again_try", "claims/again/try/", claims_again.try_again, ("claims.decide",), SEND),
    Route("claim_again_one", "claims/again/<int:number>/", claims_again.one, ("claims",)),
    Route("claim_again_apply", "claims/again/<int:number>/apply/", claims_again.apply, ("claims.decide",), SEND),
    Route("claim_alerts", "claims/alerts/", claims_alerts.show, ("claims",)),
    Route("claim_alerts_look", "claims/alerts/look/", claims_alerts.look, ("claims.decide",), SEND),
    Route("claim_alert_close", "claims/alerts/<int:number>/close/", claims_alerts.close, ("claims.decide",), SEND),
    Route("facility_alerts", "facility/claims/alerts/", claims_alerts.own, ("own.facility",)),
    Route("facility_alert_answer", "facility/claims/alerts/<int:number>/answer/", claims_alerts.answer,
          ("own.facility",), SEND),
    Route("facility_receipt", "facility/claims/receipts/<str:receipt>/", claims_receipt.one, ("own.facility",)),
    Route("claim_rules", "claims/rules/", claims_again.show_rules, ("claims",)),
    Route("claim_rule_change", "claims/rules/change/", claims_again.change_rule, ("claims.decide", "claims.settle"),
          SEND),
    Route("claim_rule_approve", "claims/rules/<int:number>/approve/", claims_again.approve_rule,
          ("claims.decide", "claims.settle"), SEND),
    Route("claim_numbers", "claims/numbers/", claims_numbers.show, ("claims",)),
    Route("claim_numbers_rows", "claims/numbers/rows/", claims_numbers.rows, ("claims",)),
    Route("claim_numbers_save", "claims/numbers/<str:table>.<str:form>", claims_numbers.save, ("claims",)),
    Route("claim_sample", "claims/sample/", claims_sampling.show, ("claims",)),
    Route("claim_sample_decide", "claims/sample/decide/", claims_sampling.decide, ("claims.decide",), SEND),
    Route("claim_document", "claims/documents/<int:number>/", claims_answers.document, ("claims",)),
    Route("claim_lists", "claims/lists/", claims_uploads.waiting, ("claims",)),
    Route("claim_list_send", "claims/lists/send/", claims_uploads.send_agency, ("claims.decide",), SEND),
    Route("claim_list_form", "claims/lists/form/<str:name>.xlsx", claims_uploads.agency_form, ("claims",)),
    Route("claim_list", "claims/lists/<int:number>/", claims_uploads.one, ("claims",)),
    Route("claim_list_comments", "claims/lists/<int:number>/comments.xlsx", claims_uploads.comments, ("claims",)),
    Route("claim_list_decide", "claims/lists/<int:number>/decide/", claims_uploads.decide, ("claims.decide",), SEND),
    Route("claim", "claims/<str:period>/<int:number>/", claims_record.one, ("claims",)),
    Route("claim_decide", "claims/<str:period>/findings/<int:number>/decide/", claims_work.decide,
          ("claims.decide",), SEND),
    Route("facility_findings", "facility/claims/findings/", claims_answers.own, ("own.facility",)),
    Route("facility_statements", "facility/claims/statements/", claims_statement.own, ("own.facility",)),
    Route("facility_agree", "facility/claims/statements/agree/", claims_statement.agree, ("own.facility",), SEND),
    Route("facility_minutes", "facility/claims/statements/<str:period>/<int:months>/C82.<str:form>",
          claims_statement.own_minutes, ("own.facility",)),
    Route("facility_document", "facility/claims/documents/<int:number>/", claims_answers.own_document,
          ("own.facility",)),
    Route("facility_lists", "facility/claims/lists/", claims_uploads.own, ("own.facility",)),
    Route("facility_list_send", "facility/claims/lists/send/", claims_uploads.send, ("own.facility",), SEND),
    Route("facility_list_form", "facility/claims/lists/form/<str:name>.xlsx", claims_uploads.form, ("own.facility",)),
    Route("facility_list", "facility/claims/lists/<int:number>/", claims_uploads.own_one, ("own.facility",)),
    Route("facility_list_comments", "facility/claims/lists/<int:number>/comments.xlsx", claims_uploads.own_comments,
          ("own.facility",)),
    Route("facility_list_withdraw", "facility/claims/lists/<int:number>/withdraw/", claims_uploads.withdraw,
          ("own.facility",), SEND),
    Route("facility_claims", "facility/claims/", claims_counter.show, ("own.facility",)),
    Route("facility_claim", "facility/claims/<str:period>/<int:number>/", claims_answers.own_one, ("own.facility",)),
    Route("facility_answer", "facility/claims/<str:period>/findings/<int:number>/answer/", claims_answers.answer,
          ("own.facility",), SEND),
    Route("facility_check", "facility/claims/check/", claims_counter.check, ("own.facility",), SEND),
    Route("facility_send", "facility/claims/send/", claims_counter.send, ("own.facility",), SEND),
)  # fmt: skip
