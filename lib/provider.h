/* provider.h -- what a vendor is.
 *
 * Three kinds of row, and behaviour in one place:
 *   - a `struct dialect` is behaviour: the functions that speak one wire
 *     format, in one file (or folder) under dialects/;
 *   - a `struct provider` is fact: a name, addresses and the ways in which
 *     this vendor differs from others that speak the same dialect (quirks.h),
 *     in one file under providers/ that holds no functions;
 *   - a `struct facts` is what is true of a family of models, in the tables
 *     under facts/ (model_facts.h).
 *
 * A new vendor with a known dialect is a new row.  Code is needed only for a
 * new wire format. */
#ifndef PARLANCE_PROVIDER_H
#define PARLANCE_PROVIDER_H

#include <stdbool.h>
#include <stdint.h>
#include <parlance/parlance.h>
#include "base/arena.h"
#include "base/error.h"
#include "base/http.h"
#include "base/span.h"
#include "model/model.h"
#include "model_facts.h"
#include "quirks.h"
#include "model/report.h"
#include "wire/body.h"
#include "wire/json_out.h"
#include "wire/stencil.h"

/* ---- dialects ----------------------------------------------------------- */

/* Who is asked, resolved from "account/model". */
struct target {
    const struct provider *provider;
    const struct dialect *dialect;
    const char *account;
    const char *model;       /* the vendor's id */
    const char *asked;       /* the second half of what was said: an alias */
    const char *base_model;  /* what facts are looked up with; NULL: unknown */
    const char *api_version; /* NULL: none */
    const char *region;      /* the model's own, else the account's; NULL */
    const char *domain;      /* of that region; NULL */
    const char *location;    /* Google; NULL */
    const char *project;     /* NULL */
    bool express;            /* by the provider's express_url */
    bool beta;               /* at the provider's beta_path */
    const struct surface *surface; /* NULL: the provider does not speak it */
    const struct facts *facts;     /* never NULL */
    bool chosen; /* the dialect was chosen, and does not go by the model */
    const parl_model *models; /* the account's aliases */
    size_t n_models;
    const struct known_model *known; /* api/client.h; NULL: it is not kept */
};

/* A header that an encoding asks for, beside those that all calls have. */
struct asked_header {
    struct asked_header *next;
    const char *name, *value;
    bool list; /* values are joined by commas; else an account's header of the
                  same name replaces it */
};

/* A request on its way out.  Encoders write straight through; the first
 * refusal is kept in `error` and ends the matter. */
struct encoding {
    struct json_out out;
    const parl_request *request;
    const struct target *to;
    struct arena *arena;
    /* what the decoder of the answer needs to know */
    const char *answer_tool; /* NULL: no conversion */
    parl_structured structured;
    bool stream;       /* the encoder may say false: the answer comes whole */
    int64_t n_choices; /* that the vendor was asked for; 0: one */

    void *state; /* the dialect's own, in the arena; NULL */
    struct body *body;
    struct parl_report *report;
    struct asked_header *headers; /* in the encoding's arena; NULL: none */
    struct error error;           /* status OK: all is well */
};

/* Says that a member was changed or left out.  Where the request's policy is
 * to refuse, a drop is a refusal. */
void translated(struct encoding *e, const char *field, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void dropped(struct encoding *e, const char *field, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Ends the encoding, unless it had ended already; the message begins with the
 * field. */
void refuse(struct encoding *e, parl_status status, const char *field,
            const char *format, ...) __attribute__((format(printf, 4, 5)));

/* A JSON pointer, in the encoding's arena; "" when there is no memory. */
const char *pointer(struct encoding *e, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* An answer on its way in. */
struct decoding {
    const struct provider *provider;
    const struct facts *facts; /* about the model that answers; never NULL */
    struct collector *to;
    struct stencil *stencil; /* of the event that is being read */
    collect_fn *again;       /* what takes its text, and for which part */
    struct place again_at;
    parl_status failed; /* a lack of memory on the way; OK: none */
    bool done;          /* the vendor's mark for the end was seen */
    bool cut;           /* the bytes stop in the middle of an event */
    int max_depth;
    void *state; /* the dialect's own, of its state_size, zeroed */
    /* What was said of an error beside its body: the code in a header, or in
     * those of a message of the stream.  "": nothing. */
    struct span error_code, error_message;
    struct buf scratch; /* for texts with escapes; empty between events */
    struct arena arena; /* for the dialect's state; dies with the decoding */
};

enum framing { FRAMING_SSE, FRAMING_EVENTSTREAM, FRAMING_JSON_ARRAY };

struct dialect {
    const char *name;
    enum framing framing;
    bool array_streams; /* a body that begins with '[' is a stream, too: of its
                           elements */
    size_t state_size;
    bool signs_content; /* texts and pictures carry signatures, not only
                           thinking and calls */
    bool more_details;  /* media may be looked at medium and ultra closely */
    bool file_detail;   /* documents may be looked at closely, too */

    /* Can the model be asked this at all, by its facts?  Where nobody chose a
     * dialect, the first of the provider's that says so is spoken.  NULL:
     * always. */
    bool (*fits)(const struct target *to, const parl_request *request);

    /* Writes the body. */
    void (*encode)(struct encoding *e);

    /* Takes one event of a stream.  Events it does not know are no errors:
     * vendors add them without notice.  `err` is never NULL, here and below. */
    parl_status (*event)(struct decoding *d, struct span name, struct span data,
                         struct error *err);

    /* Takes a whole answer, as the deltas a stream of it would have made. */
    parl_status (*answer)(struct decoding *d, struct span body,
                          struct error *err);

    /* The stream has ended: PARL_OK when it was complete, else
     * PARL_TRUNCATED. */
    parl_status (*end)(struct decoding *d, struct error *err);

    /* Fills in `err` from an answer whose HTTP status is not 2xx; its
     * http_status is set, and 0 inside a stream.  Returns err->status. */
    parl_status (*error)(struct decoding *d, struct span body,
                         struct error *err);

    /* Is an answer, or the first event of a stream, surely one of this format?
     * For decoding where nobody says which of the provider's it is.  NULL: it
     * cannot tell. */
    bool (*claims)(struct span document);

    /* Given a request body: how a structured answer was asked for, and by
     * which synthetic tool (copied to `arena`; NULL: none). */
    parl_structured (*recognise)(struct span request, struct arena *arena,
                                 const char **answer_tool);
};

extern const struct dialect dialect_openai_chat, dialect_openai_responses,
    dialect_anthropic_messages, dialect_google_generate,
    dialect_bedrock_converse, dialect_cohere_chat;

/* ---- providers ---------------------------------------------------------- */

/* Where a vendor's accounts get what is made for a moment, signatures and
 * tokens: auth/source.h. */
struct source_set;

extern const struct source_set aws_sources, google_sources, entra_sources;

/* A variable of the environment that is usual for a vendor, and the member of
 * an account that it fills.  The first that is set wins. */
struct usual_variable {
    const char *name;    /* NULL ends the list */
    size_t member;       /* offsetof(parl_account, ...), a text */
    const char *instead; /* what the member gets, the value where it has a
                            star; NULL: the value */
};

/* Where a dialect is spoken.  In addresses "{model}" is replaced by the id,
 * encoded as one segment of a path, "{name}" by what stands behind its last
 * slash, "{version}" by the API version, "{region}", "{location}" and
 * "{project}" by what the account says, "{domain}" by the provider's for the
 * region, "{resource}" by the path of the model (struct id_form), "{parent}" by
 * the provider's `parent`. */
struct surface {
    const struct dialect *dialect;
    const char *models; /* a glob: these models speak it where nobody chose;
                           NULL: any */
    const char *path;   /* after the base address */
    const char *stream_path; /* NULL: the same */
    const char *unstreamed;  /* in the message of a refusal: the same body may
                                be answered whole, from `path`; NULL: never */
    const char *dated_path;  /* after the root, for accounts with an
                                api_version; NULL: there is none */
    /* in place of the provider's; NULL: that */
    const char *version;        /* at an address of the account's */
    const char *vendor_version; /* at the vendor's own */
};

/* A list of tables of models. */
#define FACTS(...) ((const struct facts_set *const[]){ __VA_ARGS__, NULL })

/* The members of a row that say what it speaks: a list of surfaces; */
#define SPEAKS(...)                                                            \
    .surfaces = (const struct surface[]){ __VA_ARGS__ },                       \
    .n_surfaces = sizeof((const struct surface[]){ __VA_ARGS__ }) /            \
                  sizeof(struct surface)

/* what most speak, and nothing else; and OpenAI's other dialect beside it. */
#define SPEAKS_CHAT .surfaces = speaks_chat, .n_surfaces = 1
#define SPEAKS_CHAT_AND_RESPONSES                                              \
    .surfaces = speaks_chat_and_responses, .n_surfaces = 2
extern const struct surface speaks_chat[], speaks_chat_and_responses[];

/* Where ids may be paths: what such an id stands for.  In `path` "{id}" is the
 * whole id, its slashes kept, "{publisher}" and "{name}" what stands before and
 * behind its first slash. */
struct id_form {
    const char *id; /* a glob; NULL ends the list */
    const char *path;
};

/* Where an id says who made the model: between these. */
struct maker_form {
    bool (*same)(const struct target *to, const char *a, const char *b);
    const char *before;
    char behind;
};

/* Is `a` a model of the same maker as `b`? */
bool same_maker_by_id(const struct target *to, const char *a, const char *b);

/* A place that does not follow the provider's template of addresses. */
struct host {
    const char *location; /* NULL ends the list */
    const char *base_url;
};

/* In which domain the regions are whose name begins so; the last row fits
 * all: "". */
struct region_domain {
    const char *region, *domain;
};

/* What few vendors have; NULL: they have it not. */
struct provider_extras {
    const struct region_domain *domains;
    const struct host *hosts;  /* by the location, in place of base_url */
    const struct id_form *ids; /* the first that fits; NULL: ids are names */
    const char *parent;        /* a template; NULL: "" */
    const char *express_url;   /* for accounts with a key and no project, which
                                  then have no parent; NULL: the same */
    const char *beta_path;     /* the end of an address where strict tools and
                                  members of messages are tried that it does
                                  not take elsewhere */

    const struct source_set *sources; /* NULL: keys are all there is */
    const char *service;              /* what AWS's signature is for */
    const char *token_scope;          /* what a token of `sources` is for */
    const struct usual_variable *variables; /* beside key_env and url_env; they
                                               win */
    const char *key_header;          /* in lower case; NULL: a bearer token */
    const char *organization_header; /* of an account's `organization` */
    const char *project_header;      /* of its `project` */
    struct messages_quirks messages;
};

struct provider {
    const char *name;  /* the first member: registry.c looks for it here */
    const char *about; /* for people: "OpenAI" */
    struct chat_quirks chat; /* the most often asked of all: near the top */
    const char *base_url; /* a template, without the version segment; NULL: the
                             account's */
    const char *version;  /* "/v1"; "" */
    const struct surface *surfaces; /* SPEAKS_CHAT, SPEAKS(...) */
    const char *key_env;            /* the usual variable; NULL: none */
    const char *url_env; /* the usual variable for the address; NULL */
    const struct provider_extras *extras; /* NULL; use extras_of */
    const struct facts_set *const *facts; /* FACTS(...), what its models are;
                                             NULL: nobody knows */
    /* NULL: it does not speak that */
    const struct generate_quirks *generate;
    const struct responses_quirks *responses;
    const struct maker_form *makers; /* of several: reasoning goes back to
                                        models of the same one alone.  NULL:
                                        one, or nobody can tell */

    uint8_t n_surfaces;
    bool key_optional : 1;        /* works without a key */
    bool model_is_deployment : 1; /* an id says nothing about the model */
    bool strict_requires_all : 1; /* a strict tool requires each of its
                                     arguments */
};

/* Never NULL. */
const struct provider_extras *extras_of(const struct provider *provider);

/* PARL_OK: *found is set.  PARL_NOT_BUILT, PARL_INVALID_ARGUMENT (unknown). */
parl_status provider_find(const char *name, const struct provider **found,
                          struct error *err);

/* All that are known; *row NULL: left out of this build.  NULL: no more. */
const char *provider_at(size_t index, const struct provider **row);

/* The provider's surface for a dialect; NULL: none. */
const struct surface *provider_surface(const struct provider *p,
                                       const char *dialect);

/* Does a model speak it where nobody chose?  `model` NULL: unknown. */
bool surface_takes(const struct surface *surface, const char *model);

/* The surface that a model speaks where nobody chose: the first that takes it;
 * `model` NULL: unknown. */
const struct surface *provider_usual_surface(const struct provider *p,
                                             const char *model);

/* As provider_find. */
parl_status dialect_find(const char *name, const struct dialect **found,
                         struct error *err);

#endif
