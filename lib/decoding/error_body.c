/* decoding/error_body.c -- what the body of an error says. */
#include "decoding/error_body.h"

#include "wire/number.h"

/* Google's reasons, which say more than its words: a bad key is an invalid
 * argument. */
static const struct error_word reasons[] = {
    { "API_KEY_INVALID API_KEY_EXPIRED CREDENTIALS_MISSING "
      "ACCESS_TOKEN_EXPIRED ACCESS_TOKEN_TYPE_UNSUPPORTED",
      PARL_AUTHENTICATION },
    { "API_KEY_SERVICE_BLOCKED SERVICE_DISABLED BILLING_DISABLED",
      PARL_PERMISSION },
    { NULL, PARL_OK },
};

/* Where an HTTP status may stand, and the id of a request. */
static const char places_of_status[] =
    "code status status_code statusCode http_code error_code";
static const char usual_ids[] = "request_id requestId";

/* ---- finding things ----------------------------------------------------- */

/* The first member of these names, by blanks, with a value that will do. */
static struct span find_first(struct span object, const char *names,
                              bool (*will_do)(struct span value))
{
    for (;;) {
        const size_t len = strcspn(names, " ");
        char name[24];
        struct span found;

        error_copy(name, sizeof(name), names, len);
        found = json_find(object, name);
        if (will_do(found))
            return found;
        if (names[len] == '\0')
            return SPAN_NONE;
        names += len + 1;
    }
}

static bool says_something(struct span value)
{
    return !is_empty_value(value);
}

/* A text or a number, and not the word that an error has as its own type. */
static bool is_word(struct span value)
{
    return !is_empty_value(value) && strchr("{[tf", value.ptr[0]) == NULL &&
           !span_is(value, "\"error\"");
}

/* What stands deeper counts more. */
static struct span find_in(const struct error_body *b, const char *names,
                           bool (*will_do)(struct span value))
{
    const struct span inner = find_first(b->inner, names, will_do);

    return inner.ptr != NULL ? inner : find_first(b->outer, names, will_do);
}

static struct span find_message(struct span object)
{
    static const char names[] = "message Message msg status_msg detail title "
                                "error errors reason data originalMessage "
                                "errorMessage external_model_error";
    struct span found = first_element(object);

    for (int depth = 0; depth < 4 && found.ptr && found.ptr[0] == '{'; depth++)
        found = first_element(find_first(found, names, says_something));
    return is_word(found) ? found : SPAN_NONE;
}

/* A message that is JSON again gives way to the message in it. */
static void unwrap(char *field, size_t size, struct buf *scratch)
{
    char outer[sizeof(((struct error *)NULL)->message)];
    struct span text;

    if (field[0] != '{')
        return;
    error_copy(outer, sizeof(outer), field, strlen(field));
    text = span_of(outer);
    if (json_valid(text.ptr, text.len))
        copy_value(field, size, find_message(text), scratch);
}

void copy_message(char *field, size_t size, struct span json,
                  struct buf *scratch)
{
    copy_value(field, size, find_message(json), scratch);
    unwrap(field, size, scratch);
}

/* An HTTP status, as a number or a text; 0: something else. */
static int status_of(struct span value)
{
    const char *digit = value.ptr;

    if (value.len == 5 && digit[0] == '"')
        digit++;
    else if (value.len != 3)
        return 0;
    return (digit[0] == '4' || digit[0] == '5') &&
                   strspn(digit, "0123456789") == 3
               ? (digit[0] - '0') * 100 + (digit[1] - '0') * 10 +
                     (digit[2] - '0')
               : 0;
}

static bool is_status(struct span value)
{
    return status_of(value) != 0;
}

static bool is_name(struct span value)
{
    return is_word(value) && !is_status(value);
}

/* The vendor's word; the number of an HTTP status gives way to a text. */
static struct span find_code(const struct error_body *b)
{
    const struct span name = find_first(b->inner, b->form->codes, is_name);

    return name.ptr != NULL ? name : find_in(b, b->form->codes, is_word);
}

/* ---- the document ------------------------------------------------------- */

static struct span trimmed(struct span text)
{
    while (text.len > 0 && memchr(" \t\r\n", text.ptr[0], 4) != NULL)
        text.ptr++, text.len--;
    return span_trimmed(text);
}

static size_t head_len(struct span text, struct span head)
{
    return text.len > head.len && memcmp(text.ptr, head.ptr, head.len) == 0
               ? head.len
               : 0;
}

/* JSON from here to the end or, in an event, to the end of the line. */
static struct span document_at(struct span rest, size_t line)
{
    const size_t field =
        head_len(rest, SPAN("data:")) + head_len(rest, SPAN("error:"));

    if (field > 0 && line > field)
        rest = trimmed((struct span){ rest.ptr + field, line - field });
    return rest.len > 0 && (rest.ptr[0] == '{' || rest.ptr[0] == '[') &&
                   json_valid(rest.ptr, rest.len)
               ? rest
               : SPAN_NONE;
}

/* The document itself; of a stream that failed, whose HTTP status came too
 * late, what was pasted behind its events or is the last of them. */
static struct span find_document(struct span body)
{
    struct span found = SPAN_NONE;

    if (json_valid(body.ptr, body.len))
        return trimmed(body);
    while (body.len > 0) {
        const char *end = memchr(body.ptr, '\n', body.len);
        const size_t line = end ? (size_t)(end + 1 - body.ptr) : body.len;
        const struct span here = document_at(body, line);

        if (here.ptr != NULL)
            found = here;
        body.ptr += line;
        body.len -= line;
    }
    return found;
}

/* A line of some proxy, which is neither JSON nor a page. */
static struct span find_line(struct span body)
{
    body = trimmed(body);
    return body.len > 0 && strchr("<{[", body.ptr[0]) == NULL &&
                   memchr(body.ptr, '\n', body.len) == NULL
               ? body
               : SPAN_NONE;
}

static bool is_object(struct span value)
{
    value = first_element(value);
    return value.ptr != NULL && value.ptr[0] == '{';
}

static struct span find_inner(struct span outer)
{
    const struct span inner =
        find_first(outer, "error base_resp Output errors", is_object);

    return inner.ptr != NULL ? first_element(inner) : outer;
}

/* ---- places ------------------------------------------------------------- */

/* The list of the first problem that has one: {"detail": [{"loc", "msg"}]}. */
static struct span find_place(struct span object)
{
    for (int depth = 0; depth < 4 && object.ptr && object.ptr[0] == '{';
         depth++) {
        const struct span loc = json_find(object, "loc");

        if (loc.ptr != NULL)
            return loc;
        object = first_element(
            find_first(object, "detail message error", says_something));
    }
    return SPAN_NONE;
}

/* Puts the path of what is wrong before the message: "body.seed: ...". */
static void add_place(struct error *err, struct span loc, struct buf *scratch)
{
    char message[sizeof(err->message)], path[128] = "";
    struct json_in in;

    json_open_array(&in, loc);
    while (json_next_element(&in)) {
        const size_t len = strlen(path);

        if (len > 0 && len + 2 < sizeof(path))
            memcpy(path + len, ".", 2);
        copy_value(path + strlen(path), sizeof(path) - strlen(path),
                   json_raw(&in), scratch);
    }
    if (path[0] == '\0' || err->message[0] == '\0')
        return;
    memcpy(message, err->message, sizeof(message));
    error_set(err, err->status, "%s: %s", path, message);
}

/* ---- a time to wait, in words ------------------------------------------- */

/* Milliseconds in a unit, by how its name begins; 0: none. */
static double unit_of(const char *name)
{
    static const struct {
        char name[8];
        double ms;
    } units[] = {
        { "ms", 1 },    { "milli", 1 },   { "mo", 0 },       { "s", 1000 },
        { "m", 60000 }, { "h", 3600000 }, { "d", 86400000 },
    };

    for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
        if (strncmp(name, units[i].name, strlen(units[i].name)) == 0)
            return units[i].ms;
    }
    return 0;
}

/* "7m12.5s", "45.8s", "20 seconds"; -1: something else. */
static int64_t read_units(const char *text)
{
    double total = -1, number;

    for (;;) {
        const size_t len = strspn(text, "0123456789.");
        const char *unit = text + len + (text[len] == ' ');

        if (text[0] < '0' || text[0] > '9' || unit_of(unit) == 0 ||
            !number_double((struct span){ text, len }, &number) || number > 1e9)
            break;
        total = (total < 0 ? 0 : total) + number * unit_of(unit);
        text = unit + strspn(unit, "abcdefghijklmnopqrstuvwxyz");
    }
    return total < 0 ? -1 : (int64_t)(total + 0.5);
}

/* What stands behind the first of these phrases, by bars and in any case; NULL:
 * none of them is there. */
static const char *behind_phrase(struct span text, const char *phrases)
{
    for (; text.len > 0; text.ptr++, text.len--) {
        const char *phrase = phrases, *end;

        do {
            const size_t len = strcspn(phrase, "|");

            if (len <= text.len && is_like(text.ptr, phrase, len))
                return text.ptr + len;
            end = phrase + len;
            phrase = end + 1;
        } while (*end != '\0');
    }
    return NULL;
}

int64_t error_delay_said(const char *message)
{
    const char *delay =
        behind_phrase(span_of(message), "try again in |retry in |retry after |"
                                        "try again after |please wait ");

    return delay != NULL ? read_units(delay) : -1;
}

/* ---- Google's details --------------------------------------------------- */

static bool is_daily(struct span violations)
{
    bool daily = false;
    struct json_in in;

    json_open_array(&in, violations);
    while (json_next_element(&in))
        daily |= behind_phrase(json_find(json_raw(&in), "quotaId"), "PerDay") !=
                 NULL;
    return daily;
}

static void read_detail(struct error_body *b, struct span detail)
{
    char reason[64] = "", delay[64] = "";

    copy_value(reason, sizeof(reason), json_find(detail, "reason"),
               &b->d->scratch);
    copy_value(delay, sizeof(delay), json_find(detail, "retryDelay"),
               &b->d->scratch);
    copy_value(b->err->request_id, sizeof(b->err->request_id),
               json_find(detail, "requestId"), &b->d->scratch);
    if (b->reason == PARL_OK)
        b->reason = error_word_status(reasons, reason);
    if (delay[0] != '\0')
        b->retry_after_ms = read_units(delay);
    b->for_the_day |= is_daily(json_find(detail, "violations"));
}

static void read_details(struct error_body *b)
{
    struct json_in in;

    json_open_array(&in, json_find(b->inner, "details"));
    while (json_next_element(&in))
        read_detail(b, json_raw(&in));
}

/* ---- reading ------------------------------------------------------------ */

static void read_message(struct error_body *b, struct span body)
{
    const struct span inner = find_message(b->inner);
    const struct span line = b->outer.ptr == NULL ? find_line(body) : SPAN_NONE;

    error_copy(b->err->message, sizeof(b->err->message), line.ptr, line.len);
    copy_message(b->err->message, sizeof(b->err->message),
                 inner.ptr != NULL ? inner : b->outer, &b->d->scratch);
    add_place(b->err, find_place(b->outer), &b->d->scratch);
}

void error_body_read(struct error_body *b, struct decoding *d,
                     const struct error_form *form, struct span json,
                     struct error *err)
{
    *b = (struct error_body){
        .d = d,
        .form = form,
        .err = err,
        .outer = first_element(find_document(json)),
        .retry_after_ms = -1,
    };
    b->inner = find_inner(b->outer);
    b->http = err->http_status >= 400
                  ? err->http_status
                  : status_of(find_in(b, places_of_status, is_status));
    read_message(b, json);
    if (err->provider_code[0] == '\0')
        copy_value(err->provider_code, sizeof(err->provider_code), find_code(b),
                   &d->scratch);
    copy_value(err->request_id, sizeof(err->request_id),
               find_in(b, form->ids != NULL ? form->ids : usual_ids, is_word),
               &d->scratch);
    if (b->http == 0 && form->conflict != NULL &&
        strcmp(err->provider_code, form->conflict) == 0)
        b->http = 409;
    read_details(b);
}

/* ---- judging ------------------------------------------------------------ */

parl_status error_word_status(const struct error_word *list, const char *word)
{
    for (; list != NULL && list->words != NULL; list++) {
        if (word_in(list->words, word))
            return list->status;
    }
    return PARL_OK;
}

parl_status error_body_word(const struct error_body *b, const char *word)
{
    const parl_status status = error_word_status(b->form->words, word);

    return status == PARL_OK && b->http == 0
               ? error_word_status(b->form->words_in_stream, word)
               : status;
}

static bool gives_way(parl_status status, const struct error_phrase *p)
{
    if (p->of != PARL_OK)
        return p->of == status;
    return !error_is_retryable(status) ||
           (status == PARL_RATE_LIMITED && p->status == PARL_QUOTA_EXCEEDED);
}

static parl_status status_of_phrase(const struct error_body *b,
                                    parl_status status)
{
    const struct error_phrase *p = b->form->phrases;

    for (; p->phrases != NULL; p++) {
        if (gives_way(status, p) &&
            behind_phrase(span_of(b->err->message), p->phrases) != NULL)
            return p->status;
    }
    return status;
}

static void say_what_is_known(const struct error_body *b)
{
    struct error *err = b->err;
    const char *code = err->provider_code;

    if (code[0] > '9')
        error_set(err, err->status, "the vendor reports %s, without a reason",
                  code);
    else if (err->http_status >= 400)
        error_set(err, err->status,
                  err->http_status == 410
                      ? "HTTP %d: the vendor has closed what was asked for"
                  : err->http_status == 404 || err->http_status == 405
                      ? "HTTP %d, with no reason that could be read: is "
                        "base_url right?"
                      : "HTTP %d, with no reason that could be read",
                  err->http_status);
    else
        error_set(err, err->status,
                  "the vendor reports an error, without a reason");
}

parl_status error_body_judge(const struct error_body *b, parl_status word)
{
    parl_status status = b->reason != PARL_OK ? b->reason : word;
    struct error *err = b->err;

    if (status == PARL_OK && b->http > 0)
        status = error_from_http(b->http);
    status = status_of_phrase(b, status);
    if (status == PARL_RATE_LIMITED && b->for_the_day)
        status = PARL_QUOTA_EXCEEDED;
    err->status = status != PARL_OK ? status : PARL_SERVER_ERROR;
    if (err->message[0] == '\0')
        say_what_is_known(b);
    err->retryable = error_is_retryable(err->status) || b->http == 409;
    if (b->retry_after_ms >= 0 && err->status != PARL_QUOTA_EXCEEDED)
        err->retry_after_ms = b->retry_after_ms;
    return err->status;
}

parl_status error_body_take(struct decoding *d, const struct error_form *form,
                            struct span json, struct error *err)
{
    struct error_body body;

    error_body_read(&body, d, form, json, err);
    return error_body_judge(&body, error_body_word(&body, err->provider_code));
}
