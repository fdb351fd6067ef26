/* provider.h -- what a vendor is.
 *
 * Three kinds of row, and behaviour in one place:
 *   - a `struct dialect` is behaviour: the functions that speak one wire
 *     format, in one file (or folder) under dialects/;
 *   - a `struct provider` is fact: a name, addresses and the ways in which
 *     this vendor differs from others that speak the same dialect, in one file
 *     under providers/ that holds no functions;
 *   - a `struct facts` is what is true of a family of models, in the table
 *     under facts/.
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
#include "model.h"
#include "report.h"
#include "wire/body.h"
#include "wire/json_out.h"

/* ---- facts about models ------------------------------------------------- */

/* Sets of effort levels. */
#define EFFORT(level) (1u << PARL_EFFORT_##level)

/* Do function tools and Chat go together? */
enum chat_tools {
    CHAT_TOOLS_ALWAYS,
    CHAT_TOOLS_AT_EFFORT_NONE, /* not while the model reasons */
    CHAT_TOOLS_NEVER
};

/* Zero is the ordinary model, about which nothing needs to be known: all is
 * sent as it was said. */
struct facts {
    const char *family; /* for people: "gpt-5.4*" */

    /* The pattern: an id is `stem`, a version (5 or 5.4) where to > 0, and a
     * rest that fits the glob `rest` (NULL: anything).  Versions are numbers,
     * major * 100 + minor, both ends included. */
    const char *stem;
    int from, to;
    const char *rest;

    bool knows_effort; /* `efforts` counts; else it is sent as it was said */
    uint8_t efforts;   /* on Chat; 0: the model does not reason */
    uint8_t efforts_responses;
    uint8_t default_effort;      /* parl_effort; 0: unknown or none */
    const char *drops;           /* members that the model refuses, by blanks */
    const char *drops_reasoning; /* those it refuses while it reasons */
    bool new_max_tokens;         /* wants max_completion_tokens */
    bool no_instructions;        /* refuses system and developer messages */
    bool no_json_schema;
    bool no_json_object;
    bool no_tools;
    enum chat_tools chat_tools;
    bool responses_only; /* refuses Chat */
    const char *note;    /* for people; NULL */

    /* -- Messages (Anthropic's) -- */

    /* -- generateContent (Google's) -- */

    /* -- Converse (AWS's) -- */

    /* -- Cohere's chat -- */

    /* -- other vendors' chat/completions -- */
};

/* The models of one maker. */
struct facts_set {
    const char *name;
    const struct facts *rows;
    size_t n;
};

extern const struct facts_set facts_openai, facts_anthropic, facts_google,
    facts_bedrock, facts_cohere, facts_compat;

/* The row for a model id, of the sets in a list that NULL ends; never NULL. */
const struct facts *facts_find(const struct facts_set *const *in,
                               const char *model);

/* Fits '*' any number of characters? */
bool glob_fits(const char *pattern, const char *text);

/* All rows of all sets, for `parlance models`. */
size_t facts_count(void);
const struct facts *facts_at(size_t index);

/* Is `word` one of those in `list`, which are parted by blanks?  NULL list:
 * no. */
bool word_in(const char *list, const char *word);

/* ---- how one vendor's chat/completions differs -------------------------- */

enum max_tokens_name {
    MAX_TOKENS_AS_GIVEN,
    MAX_TOKENS_OLD /* "max_tokens", whatever was said */
};

/* Kinds of content that a vendor takes; what is not in the set is refused. */
enum {
    TAKES_IMAGE = 1,
    TAKES_IMAGE_URL = 2,  /* by address, not only as data */
    TAKES_AUDIO = 4,      /* input_audio */
    TAKES_AUDIO_URL = 8,  /* audio_url */
    TAKES_VIDEO_URL = 16, /* video_url */
    TAKES_FILE = 32,      /* file, as data */
    TAKES_FILE_ID = 64    /* a file that the vendor stores */
};

/* Zero is what OpenAI itself does, or what any server takes. */
struct chat_quirks {
    unsigned takes;
    enum max_tokens_name max_tokens;
    bool developer;             /* knows the developer role */
    bool no_mixed_instructions; /* not both system and developer */
    bool joins_text;            /* text parts go as one string */
    bool drops_detail;          /* of images */
    bool parallel_by_default_off;
    bool cache_key;     /* takes prompt_cache_key */
    bool open;          /* takes members that nobody knows, of messages */
    bool refusal_parts; /* takes refusals in the history */
    const char *reasoning_key; /* reasoning goes back under this; NULL: never */
    bool answers_every_call;   /* each call of the history needs a result */
    bool json_needs_word;      /* JSON mode wants the word in the messages */
    bool metadata_needs_store;
    const char *drops; /* members that it ignores or refuses, by blanks */
    const char *stream_options_since; /* a dated API version; NULL: always */
    bool no_stream_options;
};

/* ---- how vendors differ that speak Messages ------------------------------ */

/* ---- how vendors differ that speak generateContent ----------------------- */

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
    const char *location;    /* Google; NULL */
    const char *project;     /* NULL */
    const struct surface *surface; /* NULL: the provider does not speak it */
    const struct facts *facts;     /* never NULL */
};

/* A request on its way out.  Encoders write straight through; the first
 * refusal is kept in `error` and ends the matter. */
struct encoding {
    const parl_request *request;
    const struct target *to;
    bool stream;
    struct json_out out;
    struct body *body;
    struct arena *arena;
    struct parl_report *report;
    struct error error; /* status OK: all is well */
    /* what the decoder of the answer needs to know */
    parl_structured structured;
    const char *answer_tool; /* NULL: no conversion */
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
    struct collector *to;
    struct buf scratch; /* for texts with escapes; empty between events */
    struct arena arena; /* for the dialect's state; dies with the decoding */
    parl_status failed; /* a lack of memory on the way; OK: none */
    bool done;          /* the vendor's mark for the end was seen */
    int max_depth;
    void *state; /* the dialect's own, of its state_size, zeroed */
};

enum framing { FRAMING_SSE, FRAMING_EVENTSTREAM, FRAMING_JSON_ARRAY };

struct dialect {
    const char *name;
    enum framing framing;
    size_t state_size;

    /* Writes the body. */
    void (*encode)(struct encoding *e);

    /* Takes one event of a stream.  Events it does not know are no errors:
     * vendors add them without notice. */
    parl_status (*event)(struct decoding *d, struct span name, struct span data,
                         struct error *err);

    /* Takes a whole answer, as the deltas a stream of it would have made. */
    parl_status (*answer)(struct decoding *d, struct span body,
                          struct error *err);

    /* The stream has ended: PARL_OK when it was complete, else
     * PARL_TRUNCATED. */
    parl_status (*end)(struct decoding *d, struct error *err);

    /* Fills in `err` from an answer whose HTTP status is not 2xx; its
     * http_status is set. */
    void (*error)(struct decoding *d, struct span body, struct error *err);

    /* Given a request body: how a structured answer was asked for, and by
     * which synthetic tool (copied to `arena`; NULL: none). */
    parl_structured (*recognise)(struct span request, struct arena *arena,
                                 const char **answer_tool);
};

extern const struct dialect dialect_openai_chat, dialect_openai_responses,
    dialect_anthropic_messages, dialect_google_generate,
    dialect_bedrock_converse, dialect_cohere_chat;

/* ---- providers ---------------------------------------------------------- */

enum auth {
    AUTH_BEARER,
    AUTH_API_KEY /* in the header `key_header` */
};

/* Where a vendor's accounts get what is made for a moment, signatures and
 * tokens: auth/source.h. */
struct source_set;

extern const struct source_set aws_sources, google_sources, entra_sources;

/* A variable of the environment that is usual for a vendor, and the member of
 * an account that it fills.  The first that is set wins. */
struct usual_variable {
    const char *name;    /* NULL ends the list */
    size_t member;       /* offsetof(parl_account, ...), a text */
    const char *instead; /* what the member gets; NULL: the variable's value */
};

/* Where a dialect is spoken.  In addresses "{model}" is replaced by the id,
 * encoded as one segment of a path, "{version}" by the API version, "{region}",
 * "{location}" and "{project}" by what the account says. */
struct surface {
    const struct dialect *dialect; /* NULL ends the list */
    const char *models; /* a glob: these models speak it where nobody chose;
                           NULL: any */
    const char *path;   /* after the base address */
    const char *stream_path; /* NULL: the same */
    const char *dated_path;  /* after the root, for accounts with an
                                api_version; NULL: there is none */
};

enum { MAX_SURFACES = 4 };

struct provider {
    const char *name;
    const char *about;    /* for people: "OpenAI" */
    const char *base_url; /* a template, without the version segment; NULL: the
                             account's */
    const char *version;  /* "/v1"; "" */
    struct surface surfaces[MAX_SURFACES];
    enum auth auth;
    const char *key_header; /* in lower case */
    bool key_optional;      /* works without a key */
    const char *key_env;    /* the usual variable; NULL: none */
    const char *url_env;    /* the usual variable for the address; NULL */

    const struct source_set *sources; /* NULL: keys are all there is */
    const char *service;     /* what AWS's signature is for; NULL: none */
    const char *token_scope; /* what a token of `sources` is for */
    const struct usual_variable *variables; /* beside key_env and url_env; they
                                               win; NULL: none */

    const char *organization_header;  /* of an account's `organization` */
    const char *project_header;       /* of its `project`; NULL: none */
    const struct facts_set *facts[3]; /* what its models are; NULL behind the
                                         last */
    bool model_is_deployment;         /* an id says nothing about the model */
    struct chat_quirks chat;
};

/* PARL_OK: *found is set.  PARL_NOT_BUILT, PARL_INVALID_ARGUMENT (unknown). */
parl_status provider_find(const char *name, const struct provider **found,
                          struct error *err);

/* All that are known; *row NULL: left out of this build.  NULL: no more. */
const char *provider_at(size_t index, const struct provider **row);

/* The provider's surface for a dialect; NULL: none. */
const struct surface *provider_surface(const struct provider *p,
                                       const char *dialect);

/* The surface that a model speaks where nobody chose: the first that takes it;
 * `model` NULL: unknown. */
const struct surface *provider_usual_surface(const struct provider *p,
                                             const char *model);

/* As provider_find. */
parl_status dialect_find(const char *name, const struct dialect **found,
                         struct error *err);

#endif
