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

/* Ways to think, as a set. */
enum {
    THINKS_ON_BUDGET = 1, /* of so many tokens; forces no tool meanwhile */
    THINKS_ADAPTIVELY = 2,
    THINKS_BETWEEN_TOOLS = 4,
    THINKS_NOT = 8 /* it can be switched off by saying so */
};

/* temperature, top_p and top_k. */
enum sampling {
    SAMPLING_ALL,
    SAMPLING_ONE, /* temperature or top_p, not both */
    SAMPLING_NONE /* nothing but the usual values */
};

/* What a family of models lacks, or refuses, on Converse. */
enum {
    LACKS_SYSTEM = 1 << 0, /* instructions go to the user's first turn */
    LACKS_IMAGES = 1 << 1,
    LACKS_DOCUMENTS = 1 << 2,
    LACKS_VIDEO = 1 << 3,
    LACKS_AUDIO = 1 << 4,
    LACKS_STREAMED_TOOLS = 1 << 5, /* tools, in an answer that streams */
    LACKS_FORCED_TOOLS = 1 << 6,   /* any choice but auto */
    LACKS_NAMED_TOOL = 1 << 7,     /* a choice of one tool, by name */
    LACKS_CACHE = 1 << 8,
    LACKS_TOOL_CACHE = 1 << 9,          /* cache points among the tools, */
    LACKS_CACHE_BESIDE_CALLS = 1 << 10, /* in a turn with calls or results */
    LACKS_RESULT_STATUS = 1 << 11,
    LACKS_MIXED_RESULTS = 1 << 12, /* anything beside results in a turn */
    LACKS_DOCUMENTS_BESIDE_RESULTS = 1 << 13, /* nor video */
    LACKS_LEADING_ASSISTANT = 1
                              << 14, /* an assistant's turn at the beginning, */
    LACKS_PREFILL = 1 << 15,         /* or at the end */
    LACKS_REASONING_BACK = 1 << 16,
    LACKS_BLANK_STOPS = 1 << 17 /* stop sequences of white space */
};

/* Which ids of calls are taken: letters, digits and ... */
enum converse_ids {
    CONVERSE_IDS_ANY,    /* _ - . and :, 64 of them */
    CONVERSE_IDS_CLAUDE, /* _ and - */
    CONVERSE_IDS_NINE    /* nothing else, nine of them */
};

/* The ways of one family of models on Converse. */
struct converse_traits {
    unsigned lacks; /* LACKS_... */
    enum converse_ids ids;
    bool json_results;        /* prefers results that are JSON as JSON */
    bool messages_fields;     /* takes the extra fields of Messages */
    bool nova_reasoning;      /* ... reasoningConfig */
    const char *effort_field; /* the extra field for the effort; NULL: none */
    const char *top_k_field;  /* for top_k; NULL: none */
    const char *top_k_object; /* the object in which that stands; NULL: none */
};

extern const struct converse_traits converse_claude;

/* How thinking is asked for at Google. */
enum google_thinking {
    THINKING_BY_LEVEL, /* thinkingLevel, one of `efforts` */
    THINKING_BY_BUDGET,
    THINKING_NEVER /* thinkingConfig is refused */
};

/* Can the model be made to call a tool? */
enum forced_tools {
    FORCED_TOOLS_ALWAYS,
    FORCED_TOOLS_AT_REST, /* not while it reasons */
    FORCED_TOOLS_NEVER
};

/* What becomes of a model's own reasoning in the next turn. */
enum reasoning_back {
    REASONING_BACK_AS_ROW, /* what the row says */
    REASONING_BACK_WANTED, /* beside calls, it must be there */
    REASONING_BACK_NEVER   /* it is an error */
};

/* Places of cache marks that a vendor reads. */
enum {
    CACHE_MARKS_PARTS = 1,
    CACHE_MARKS_TOOLS = 2,
    CACHE_MARKS_REQUEST = 4,
    CACHE_MARKS_TTL = 8 /* with a time to live */
};

/* What a model wants said, and does not, on other vendors' chat/completions. */
struct chat_words {
    const char *refuses_reasoning; /* members that are an error while it
                                      reasons, by blanks; refused */
    const char *effort_word;       /* what every effort but none is called */
    const char *thinking_word;     /* what "enabled" is called */
    const char *template_switch;   /* the argument of its chat template that
                                      switches thinking */
    const char *asks;        /* members that go along while it reasons, a JSON
                                object */
    const char *asks_unless; /* the caller says this member; NULL */
};

/* Zero is the ordinary model, about which nothing needs to be known: all is
 * sent as it was said.  There are many rows, so what is wide stands first, and
 * yes and no is a bit; but those that facts_json.c sets have an address. */
struct facts {
    const char *family; /* for people: "gpt-5.4*" */

    /* The pattern: an id is `stem`, a version (5 or 5.4) where to > 0, and a
     * rest that fits the glob `rest` (NULL: anything).  Versions are numbers,
     * major * 100 + minor, both ends included. */
    const char *stem;
    const char *rest;
    int from, to;

    const char *drops;           /* members that the model refuses, by blanks */
    const char *drops_reasoning; /* those it refuses while it reasons */
    const char *note;            /* for people; NULL */
    const struct chat_words *words;         /* NULL: it has none */
    const struct converse_traits *converse; /* NULL: they are not known */

    bool knows_effort; /* `efforts` counts; else it is sent as it was said */
    uint8_t efforts;   /* on Chat; 0: the model does not reason */
    uint8_t efforts_responses;
    uint8_t default_effort; /* parl_effort; 0: unknown or none */
    uint8_t chat_tools;     /* enum chat_tools */
    bool new_max_tokens;    /* wants max_completion_tokens */
    bool no_instructions;   /* refuses system and developer messages */
    bool no_json_schema;
    bool no_json_object;
    bool no_tools;
    bool responses_only; /* refuses Chat */
    bool chat_only;      /* refuses Responses */

    /* -- Messages (Anthropic's), and Claude wherever it is spoken to -- */
    int32_t max_output;      /* tokens of an answer; 0: unknown */
    uint16_t cache_minimum;  /* tokens of the shortest prompt that is cached */
    uint8_t thinking : 4;    /* the THINKS_... that it takes; 0: never */
    uint8_t off_up_to : 4;   /* parl_effort: above it thinking cannot be off;
                                0: at any */
    bool thinks_unasked : 1; /* where nothing is said */
    enum sampling sampling : 2;
    bool no_forced_tools : 1; /* refuses a tool choice that forces a call */
    bool no_prefill : 1;      /* refuses an assistant message at the end */
    bool system_turns : 1;    /* takes system messages between the others */

    /* -- generateContent (Google's); zero is the newest generation -- */
    bool budget_zero : 1;    /* 0 stops it, though below the least */
    bool calls_unsigned : 1; /* calls of the history need no signature */
    uint16_t budget_min, budget_max; /* tokens of thinking */
    int32_t max_output_whole; /* tokens of an answer that does not stream; 0:
                                 the same as of one that does */
    enum google_thinking google_thinking : 2;
    bool no_json_beside_tools : 1; /* JSON mode and functions exclude each
                                      other */
    bool no_mixed_tools : 1;       /* functions and built-in tools do */
    bool one_resolution : 1;       /* of media: for all, not for each */
    bool no_media_in_results : 1;
    bool old_schema : 1; /* knows no JSON schema but the OpenAPI subset */
    bool old_search : 1; /* the search tool has another name */

    /* -- Converse (AWS's) -- */
    bool converse_native : 1; /* takes schemas of answers, and strict tools */
    bool converse_ttl : 1;    /* cache points may say how long */
    bool converse_off_to_force : 1; /* forces a tool while thinking is off
                                       alone */

    /* -- Cohere's chat -- */
    bool no_images : 1;

    /* -- other vendors' chat/completions -- */
    bool always_reasons : 1; /* and cannot be told how much: with no `efforts`,
                                an effort is refused */
    bool no_levels : 1;      /* thinking is on or off, whatever the effort */
    bool rests : 1;          /* thinking is off unless it is switched on */
    bool streams_thinking : 1; /* thinks in streams alone, and must be told */
    bool by_budget : 1;        /* thinks by a budget of tokens, a share of
                                  max_tokens */
    bool adaptive : 1;         /* takes {"type": "adaptive"} in place of one */
    enum forced_tools forced_tools : 2;
    enum reasoning_back reasoning_back : 2;
    unsigned cache_marks : 4; /* beside those of the row */
};

/* The model's words; those it has none of are NULL. */
const struct chat_words *words_of(const struct facts *facts);

/* The models of one maker. */
struct facts_set {
    const char *name;
    const struct facts *rows;
    size_t n;
    bool hosted; /* an id may have others' names before a slash, a variant
                    behind a colon, and letters of any size */
};

extern const struct facts_set facts_openai, facts_anthropic, facts_google,
    facts_bedrock, facts_cohere, facts_compat, facts_mistral;

/* What is assumed of a Claude that no row is about. */
extern const struct facts facts_claude;

/* Models of others, as they are at one vendor. */
extern const struct facts_set facts_groq, facts_xai, facts_deepseek,
    facts_moonshot, facts_dashscope, facts_zai, facts_minimax, facts_cerebras,
    facts_fireworks, facts_sambanova, facts_nebius, facts_perplexity,
    facts_databricks;

/* The sets that the rows of this build name, each once; NULL: no more. */
const struct facts_set *facts_set_at(size_t index);

/* The row for a model id, of the sets in a list that NULL ends; never NULL. */
const struct facts *facts_find(const struct facts_set *const *in,
                               const char *model);

/* The same among all sets of this build. */
const struct facts *facts_find_any(const char *model);

/* Fits '*' any number of characters? */
bool glob_fits(const char *pattern, const char *text);

/* All rows of those sets, for `parlance models`. */
size_t facts_count(void);
const struct facts *facts_at(size_t index);
/* Whose table holds the row at `index`: "openai"; NULL: there is no such row.
 */
const char *facts_maker(size_t index);

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
    TAKES_FILE_ID = 64,   /* a file that the vendor stores */
    TAKES_FILE_URL = 128, /* file, by address */
    TAKES_IMAGE_ID = 256  /* a picture that the vendor stores */
};

/* How a vendor is told to think. */
enum reasoning_knob {
    KNOB_EFFORT,            /* reasoning_effort */
    KNOB_THINKING,          /* thinking: {"type"}, and reasoning_effort */
    KNOB_ENABLE_THINKING,   /* enable_thinking, thinking_budget */
    KNOB_REASONING,         /* reasoning: {"effort" | "max_tokens"} */
    KNOB_REASONING_ENABLED, /* reasoning: {"enabled"} */
    KNOB_TEMPLATE           /* reasoning_effort, and an argument of the chat
                               template, where the model has one, for "none" */
};

/* How a file is sent. */
enum file_part {
    FILE_PART_FILE,    /* file: {"filename", "file_data"} */
    FILE_PART_FILE_URL /* file_url: {"url"}, with bare base64 or an address */
};

/* How sound is sent. */
enum audio_part {
    AUDIO_PART_BASE64,   /* input_audio: {"data", "format"} */
    AUDIO_PART_DATA_URL, /* the same, with a data: URL */
    AUDIO_PART_CONTENT   /* audio_content: {"content"}, a data: URL */
};

/* A vendor's own word for an error, and what it comes to. */
struct error_word {
    const char *word; /* NULL ends the list */
    parl_status status;
};

/* What is new in a dated API version. */
struct news {
    const char *since;   /* "2024-09-01"; NULL ends the list */
    const char *members; /* of the request, by blanks */
};

/* Zero is what OpenAI itself does, or what any server takes. */
struct chat_quirks {
    const char *drops; /* members that it ignores or refuses, by blanks */
    const char *stream_options_since; /* a dated API version; NULL: always */
    const char *reasoning_key; /* reasoning goes back under this; NULL: never */
    const char *budget_key;    /* takes thinking's budget under this name */
    const char *image_types;   /* the only ones, by blanks; NULL: any */
    const char *schema_drops;  /* keywords that no schema may have, by blanks */
    const char *strict_schema_drops; /* and no strict one */
    const struct error_word *errors; /* NULL: those of all */
    const char *message_members; /* of messages, that it takes beside the usual
                                    ones, by blanks */
    const char *required_word;   /* of tool_choice; NULL: "required" */
    const char *seed_name;       /* NULL: "seed" */
    double max_temperature;      /* 0: any */

    uint16_t takes; /* TAKES_... */
    enum max_tokens_name max_tokens : 1;
    bool developer;             /* knows the developer role */
    bool no_mixed_instructions; /* not both system and developer */
    bool joins_text;            /* text parts go as one string */
    bool drops_detail;          /* of images */
    bool parallel_by_default_off;
    bool cache_key;          /* takes prompt_cache_key */
    bool open;               /* takes members that nobody knows, of messages */
    bool top_k;              /* takes it; those that are open do so anyway */
    bool refusal_parts;      /* takes refusals in the history */
    bool refusal_member;     /* takes them as a member of the message */
    bool answers_every_call; /* each call of the history needs a result */
    bool json_needs_word;    /* JSON mode wants the word in the messages */
    bool metadata_needs_store;
    bool own_tools_elsewhere; /* tools that it runs itself are not for Chat */
    const struct news *news;  /* members that older versions refuse; NULL: none
                               */
    bool no_stream_options;
    bool obfuscates; /* streams are padded, and may be asked not to be */

    /* -- reasoning -- */
    enum reasoning_knob knob : 3;
    bool thinking_native;     /* takes a thinking object with a budget */
    bool reasoning_if_wanted; /* goes back to models alone that want it */
    bool reasoning_filler;    /* an empty one, where it is wanted and none */
    bool reasoning_by_maker;  /* back to models of the same maker alone */
    bool details_back;        /* reasoning_details go back as they came */
    bool summary_parts;       /* thinking goes back as parts of content */
    bool think_tags;          /* text may begin with <think> */

    /* -- messages -- */
    bool no_names;       /* takes no name of a message */
    bool no_empty_turns; /* takes no assistant that says nothing */
    bool empty_not_null; /* "" beside calls, in place of null */
    bool system_first;   /* takes instructions in the first message alone */
    bool joins_users;    /* takes no two users in a row */
    unsigned cache_marks : 4;
    enum file_part file_part : 2;
    enum audio_part audio_part : 2;

    /* -- tools and structured answers -- */
    enum forced_tools forced_tools : 2;
    bool no_choice_none;   /* knows no tool_choice "none" */
    bool allowed_tools;    /* knows a choice among some of the tools */
    bool no_strict;        /* knows no strict tools */
    bool no_strict_schema; /* ... nor strict answers */
    bool no_json_schema, no_json_object;
    bool object_by_schema;   /* has JSON mode as an open schema alone */
    bool json_without_tools; /* not beside tools */
    bool schema_without_stream;
    bool json_at_rest; /* JSON mode not while the model reasons */

    /* -- sampling -- */
    uint8_t max_stop;         /* the most stop sequences; 0: any number */
    uint8_t max_top_logprobs; /* 0: any number */
    bool logprobs_by_number;  /* logprobs is how many, not whether */

    /* -- Mistral's: a closed schema, and content in chunks -- */
    bool closed;          /* refuses members of parts and tools that it does not
                             know, and the names of participants */
    bool chunks;          /* thinking, references and documents are parts of the
                             content; audio is a bare text, a stored file flat */
    uint8_t call_id_size; /* ids of calls have so many letters and digits;
                             0: they are what they are */
    bool filler_after_tools; /* an assistant must speak after a tool's result */
    bool marks_prefix;       /* an assistant's last message has prefix: true */
    bool needs_parameters;   /* of each tool */
    bool functions_only;     /* no custom tools, no choice among several */
};

/* ---- how vendors differ that speak Responses ----------------------------- */

/* Zero is what OpenAI itself does. */
struct responses_quirks {
    const char *drops; /* members that it ignores or refuses, by blanks */
    const char *since; /* a dated API version; NULL: always */
    uint16_t refuses;  /* kinds of content, as in `takes` above */
    bool no_developer; /* knows no developer role */
    bool no_mixed_instructions; /* not both system and developer */
    bool plain_reasoning;       /* takes reasoning that is not encrypted */
    bool no_encryption;         /* has none, so that none is asked for */
    bool reasoning_may_end;     /* takes reasoning that no item follows */
    bool no_cache_key;          /* does not know prompt_cache_key */
    bool small_answers;         /* takes a max_output_tokens of less than 16 */
    bool json_needs_word;       /* JSON mode wants the word in the messages */
};

/* ---- how vendors differ that speak Messages ------------------------------ */

/* Zero is Anthropic itself. */
struct messages_quirks {
    const char *body_version; /* anthropic_version stands in the body, and the
                                 model in the URL alone; NULL: in a header */
    bool data_only; /* takes attachments as data, not by address or file_id */
    bool no_tiers;  /* of service */
};

/* ---- how vendors differ that speak generateContent ----------------------- */

/* Zero is what any server takes. */
struct generate_quirks {
    const char *file_uri;       /* what stands before the id of a file that the
                                   vendor stores; NULL: it stores none */
    const char *skip_signature; /* for a call that has none and needs one */
    bool call_ids;              /* takes back the ids that it gives to calls */
    bool labels;                /* takes labels */
    bool service_tier;          /* takes serviceTier */
    bool needs_mime;            /* of a file by address */
    bool names_files;           /* takes displayName of inline data */
    bool mixed_tools;           /* has the switch for functions beside built-in
                                   tools, and takes their trace back */
    bool own_signatures;        /* a signature is of use to the model alone that
                                   made it */
};

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
    const struct surface *surface; /* NULL: the provider does not speak it */
    const struct facts *facts;     /* never NULL */
    bool chosen; /* the dialect was chosen, and does not go by the model */
    const parl_model *models; /* the account's aliases */
    size_t n_models;
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
    const parl_request *request;
    const struct target *to;
    bool stream; /* the encoder may say false: the answer comes whole */
    struct json_out out;
    struct body *body;
    struct arena *arena;
    struct parl_report *report;
    struct error error; /* status OK: all is well */
    void *state;        /* the dialect's own, in the arena; NULL */
    /* what the decoder of the answer needs to know */
    parl_structured structured;
    const char *answer_tool;      /* NULL: no conversion */
    int64_t n_choices;            /* that the vendor was asked for; 0: one */
    struct asked_header *headers; /* in the encoding's arena; NULL: none */
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
    struct buf scratch; /* for texts with escapes; empty between events */
    struct arena arena; /* for the dialect's state; dies with the decoding */
    parl_status failed; /* a lack of memory on the way; OK: none */
    bool done;          /* the vendor's mark for the end was seen */
    int max_depth;
    void *state; /* the dialect's own, of its state_size, zeroed */
    /* What was said of an error beside its body: the code in a header, or in
     * those of a message of the stream.  "": nothing. */
    struct span error_code, error_message;
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

    /* Can the model be asked this at all, by its facts?  Where nobody chose a
     * dialect, the first of the provider's that says so is spoken.  NULL:
     * always. */
    bool (*fits)(const struct target *to, const parl_request *request);

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
 * encoded as one segment of a path, "{name}" by what stands behind its last
 * slash, "{version}" by the API version, "{region}", "{location}" and
 * "{project}" by what the account says, "{domain}" by the provider's for the
 * region, "{resource}" by the path of the model (struct id_form), "{parent}" by
 * the provider's `parent`. */
struct surface {
    const struct dialect *dialect; /* NULL ends the list */
    const char *models; /* a glob: these models speak it where nobody chose;
                           NULL: any */
    const char *path;   /* after the base address */
    const char *stream_path; /* NULL: the same */
    const char *dated_path;  /* after the root, for accounts with an
                                api_version; NULL: there is none */
    const char *version;     /* in place of the provider's; NULL: that */
};

enum { MAX_FACTS = 3 };

/* What most speak, and nothing else. */
extern const struct surface speaks_chat[];
/* A list of surfaces. */
#define SPEAKS(...)                                                            \
    (const struct surface[])                                                   \
    {                                                                          \
        __VA_ARGS__,                                                           \
        {                                                                      \
            .dialect = NULL                                                    \
        }                                                                      \
    }

/* Where ids may be paths: what such an id stands for.  In `path` "{id}" is the
 * whole id, its slashes kept, "{publisher}" and "{name}" what stands before and
 * behind its first slash. */
struct id_form {
    const char *id; /* a glob; NULL ends the list */
    const char *path;
};

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

struct provider {
    const char *name;
    const char *about;    /* for people: "OpenAI" */
    const char *base_url; /* a template, without the version segment; NULL: the
                             account's */
    const struct region_domain *domains; /* NULL: none */
    const struct host *hosts; /* by the location, in place of it; NULL: none */
    const char *version;      /* "/v1"; "" */
    const struct surface *surfaces; /* speaks_chat, SPEAKS(...) */
    const char *key_header;         /* in lower case */
    const char *key_env;            /* the usual variable; NULL: none */
    const char *url_env; /* the usual variable for the address; NULL */

    const struct source_set *sources; /* NULL: keys are all there is */
    const char *service;     /* what AWS's signature is for; NULL: none */
    const char *token_scope; /* what a token of `sources` is for */
    const struct usual_variable *variables; /* beside key_env and url_env; they
                                               win; NULL: none */

    const char *organization_header; /* of an account's `organization` */
    const char *project_header;      /* of its `project`; NULL: none */
    const struct facts_set *facts[MAX_FACTS]; /* what its models are; NULL
                                                 behind the last */
    const struct id_form *ids; /* the first that fits; NULL: ids are names */
    const char *parent;        /* a template; NULL: "" */
    const char *express_url;   /* for accounts with a key and no project, which
                                  then have no parent; NULL: the same */
    struct chat_quirks chat;
    struct messages_quirks messages;
    struct generate_quirks generate;
    struct responses_quirks responses;

    enum auth auth : 2;
    bool key_optional;        /* works without a key */
    bool model_is_deployment; /* an id says nothing about the model */
    bool strict_requires_all; /* a strict tool requires each of its arguments */
};

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
