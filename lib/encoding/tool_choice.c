/* encoding/tool_choice.c -- what several writers ask about the choice among the
 * tools of a request. */
#include "encoding/tool_choice.h"

#include "encoding/history.h"

void drop_tool_switches(struct encoding *e)
{
    if (e->request->tool_choice != PARL_TOOL_CHOICE_DEFAULT)
        dropped(e, "/tool_choice", "there are no tools");
    if (e->request->parallel_tool_calls != PARL_DEFAULT)
        dropped(e, "/parallel_tool_calls", "there are no tools");
}

bool has_no_tools(struct encoding *e)
{
    if (e->request->n_tools > 0 || e->answer_tool != NULL)
        return false;
    drop_tool_switches(e);
    return true;
}

bool forces_call(const parl_request *r)
{
    return r->tool_choice == PARL_TOOL_CHOICE_REQUIRED ||
           r->tool_choice == PARL_TOOL_CHOICE_NAMED ||
           r->tool_choice == PARL_TOOL_CHOICE_ALLOWED_REQUIRED;
}

bool is_chosen(const parl_request *r, const parl_tool *tool)
{
    for (size_t i = 0; i < r->n_tool_names; i++) {
        if (same_text(r->tool_names[i], tool->name))
            return true;
    }
    return false;
}

bool is_allowed(const parl_request *r, const parl_tool *tool)
{
    return r->tool_choice < PARL_TOOL_CHOICE_ALLOWED || is_chosen(r, tool);
}

void write_typed_choice(struct encoding *e, const char *type, const char *name,
                        bool one_call)
{
    json_typed(&e->out, "tool_choice", type);
    if (name != NULL)
        json_str(&e->out, "name", name);
    if (one_call)
        json_bool_out(&e->out, "disable_parallel_tool_use", true);
    json_end(&e->out);
}
