/* dialects/bedrock_converse/plan_tools.c -- which tools are offered, and what
 * is said of a choice among them.
 *
 * There is no choice of none: tools are not offered then, but where the
 * history has calls, since those want the member.  Many models take no choice
 * but auto; the user's last turn then says what is wanted. */
#include "dialects/bedrock_converse/converse.h"

#include "encoding/history.h"
#include "encoding/tool_choice.h"
#include "encoding/answer_tool.h"

static const char choice_field[] = "/tool_choice";

/* ---- what is offered ---------------------------------------------------- */

/* A choice of none leaves out the tools, but where the history has calls. */
static bool offers_own(const parl_request *r)
{
    return r->tool_choice != PARL_TOOL_CHOICE_NONE || has_calls(r);
}

bool converse_offers(const parl_request *r, const parl_tool *tool)
{
    return offers_own(r) && (tool->name == NULL || is_allowed(r, tool));
}

/* ---- the choice --------------------------------------------------------- */

static bool can_force(const struct encoding *e,
                      const struct converse_thought *thought)
{
    const struct facts *facts = e->to->facts;

    return !converse_lacks(e, LACKS_FORCED_TOOLS) && !facts->no_forced_tools &&
           !(facts->converse_off_to_force && converse_thinks(e, thought));
}

static void plan_none(struct encoding *e, struct converse_plan *plan)
{
    plan->choice = PARL_TOOL_CHOICE_AUTO;
    plan->offers = has_calls(e->request);
    if (plan->offers)
        plan->wish = "Answer without calling a tool.";
    translated(
        e, choice_field, "there is no such choice here: %s",
        plan->offers
            ? "the last turn of the user asks for an answer without calls"
            : "the tools are not offered");
}

/* Forces a call, of the tool `named` or of any (NULL).  What cannot be said by
 * a choice is asked for: `wish`. */
static void force(struct encoding *e, struct converse_plan *plan, bool can,
                  const char *named, const char *wish)
{
    const bool by_name = named != NULL && !converse_lacks(e, LACKS_NAMED_TOOL);
    const size_t own = offers_own(e->request) ? e->request->n_tools : 0;
    const bool others = own + (e->answer_tool != NULL) > 1;

    plan->choice = !can      ? PARL_TOOL_CHOICE_AUTO
                   : by_name ? PARL_TOOL_CHOICE_NAMED
                             : PARL_TOOL_CHOICE_REQUIRED;
    plan->named = named;
    if (!can || (named != NULL && !by_name && others))
        plan->wish = wish;
}

/* A request in words would be missing from the history of the next turn, which
 * thinking that is bound to it does not survive.  Was anything reported? */
static bool plan_forced(struct encoding *e, struct converse_plan *plan)
{
    const parl_request *r = e->request;
    const bool can = can_force(e, &plan->thought);
    const char *named =
        r->tool_choice == PARL_TOOL_CHOICE_NAMED ? r->tool_names[0] : NULL;

    force(e, plan, can, named,
          e->to->facts->binds_thinking ? NULL
          : named != NULL              ? pointer(e, "Call the tool %s.", named)
                                       : "Call one of the tools.");
    if (can && plan->wish == NULL)
        return false;
    translated(e, choice_field, "sent as %s%s: %s %s", can ? "any" : "auto",
               plan->wish != NULL
                   ? ", with a request in the last turn of the user"
                   : "",
               e->to->model,
               can ? "takes no name here"
               : e->to->facts->converse_off_to_force
                   ? "cannot be forced to call a tool while it thinks"
                   : "cannot be forced to call a tool");
    return true;
}

static void report_allowed(struct encoding *e)
{
    if (e->request->tool_choice >= PARL_TOOL_CHOICE_ALLOWED)
        translated(e, choice_field,
                   "the tools that it does not allow are not sent");
}

static void plan_users_choice(struct encoding *e, struct converse_plan *plan)
{
    const int32_t choice = e->request->tool_choice;
    bool reported = false;

    plan->offers = true;
    plan->choice = choice == PARL_TOOL_CHOICE_DEFAULT ? PARL_TOOL_CHOICE_DEFAULT
                                                      : PARL_TOOL_CHOICE_AUTO;
    if (choice == PARL_TOOL_CHOICE_NONE)
        plan_none(e, plan);
    else if (forces_call(e->request))
        reported = plan_forced(e, plan);
    if (!reported)
        report_allowed(e);
}

/* The synthetic tool is forced where that is possible. */
static void force_answer(struct encoding *e, struct converse_plan *plan)
{
    const parl_request *r = e->request;
    const bool alone =
        r->n_tools == 0 || r->tool_choice == PARL_TOOL_CHOICE_NONE;
    const bool can = e->to->facts->converse != CONVERSE_UNKNOWN &&
                     can_force(e, &plan->thought);

    force(e, plan, can, alone ? e->answer_tool : NULL, answer_wish(e));
    report_allowed(e);
    if (r->n_tools > 0 && forces_call(r) && !can)
        translated_for_model(
            e, choice_field,
            "sent as auto: %s cannot be forced to call a tool");
}

/* But never against a choice that forces one of the caller's own. */
static void plan_answer(struct encoding *e, struct converse_plan *plan)
{
    const parl_request *r = e->request;

    plan->offers = true;
    if (r->n_tools > 0 && (r->tool_choice == PARL_TOOL_CHOICE_NAMED ||
                           r->tool_choice == PARL_TOOL_CHOICE_ALLOWED_REQUIRED))
        plan_users_choice(e, plan);
    else
        force_answer(e, plan);
    report_answer_tool(e, plan->why_tool, plan->wish != NULL);
}

/* ---- the whole ---------------------------------------------------------- */

static void check_tools(struct encoding *e, const struct converse_plan *plan)
{
    if (plan->offers && e->to->facts->no_tools)
        refuse_for_model(
            e, e->request->n_tools > 0 ? "/tools" : "/messages",
            "%s takes no tools, and no history with calls of them");
    if (plan->offers && e->stream && converse_lacks(e, LACKS_STREAMED_TOOLS)) {
        translated_for_model(
            e, "/stream",
            "the answer comes whole: %s streams none when it has tools");
        e->stream = false;
    }
}

/* Converse has no word for it, but Claude has. */
static void plan_one_call(struct encoding *e, struct converse_plan *plan)
{
    static const char field[] = "/parallel_tool_calls";

    plan->one_call = plan->offers && converse_traits(e)->messages_fields;
    if (plan->one_call)
        translated(e, field, "sent as disable_parallel_tool_use");
    else if (!plan->offers)
        dropped(e, field, "the tools are not offered");
    else
        dropped_for_vendor(e, field, "%s has no such choice");
}

void converse_plan_tools(struct encoding *e, struct converse_plan *plan)
{
    const parl_request *r = e->request;

    check_tool_names(e, "_-", 64);
    if (e->answer_tool != NULL) {
        plan_answer(e, plan);
    } else if (r->n_tools > 0) {
        plan_users_choice(e, plan);
    } else {
        drop_tool_switches(e);
        plan->offers = has_calls(r);
    }
    if (r->n_tools > 0 && r->parallel_tool_calls == PARL_NO)
        plan_one_call(e, plan);
    check_tools(e, plan);
}
