/* parlance/parlance.h -- one way to talk to any chat model.
 *
 * A program fills in a parl_request, parl_chat() says it in the vendor's own
 * wire format and sends it straight to the vendor, and a parl_response comes
 * back.  No gateway stands between.
 *
 * Structs that a program fills in are plain data.  Zero is every default, in
 * every member; they and what they point to are borrowed for the length of the
 * call that takes them, and never changed.  Those that begin with
 * `struct_size` may grow at their end in later releases: set it with
 * PARL_REQUEST_INIT and its like.  The others (message, part, media, tool,
 * account, ...) never change their size: zero them first, and leave their
 * `reserved` words zero.
 *
 * Handles (client, response, error, ...) are opaque; what a function gives out
 * through a pointer-to-pointer is the caller's to free, by the function named
 * after it, which takes NULL.  What a function returns is borrowed from the
 * handle it was asked of and lives until that handle is freed.
 *
 * Text is UTF-8.  Going in it ends with NUL, or has its length beside it; then
 * it may hold NUL itself.  Coming out it has a length and a NUL behind it.
 *
 * Every function that can fail returns a parl_status and takes a parl_error **
 * last.  NULL there means: do not tell me more.  On failure *error is set, the
 * other out parameters are untouched; on success *error is untouched.  What
 * stood in it before is not freed: that is done, and the pointer set to NULL,
 * before the next call is given it.  Any of them may return PARL_OUT_OF_MEMORY.
 *
 * Where a handle or an out parameter may be NULL it is said; elsewhere that is
 * a mistake of the program, and not looked for.  Callbacks return: neither an
 * exception of C++ nor a longjmp() may pass through parlance.
 *
 * A parl_client may be used by many threads at once, once its accounts are in
 * place; every other handle by one thread at a time. */
#ifndef PARLANCE_PARLANCE_H
#define PARLANCE_PARLANCE_H

#include <stddef.h>
#include <stdint.h>

#include <parlance/export.h>
#include <parlance/extend.h>
#include <parlance/status.h>
#include <parlance/version.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct parl_client parl_client;
typedef struct parl_response parl_response;
typedef struct parl_error parl_error;
typedef struct parl_report parl_report;
typedef struct parl_builder parl_builder;
typedef struct parl_call parl_call;
typedef struct parl_decoder parl_decoder;
typedef struct parl_cancel parl_cancel;
typedef struct parl_stream parl_stream;

/* Functions that are marked "JSON dialect" are not in a library that was built
 * with -Djson_dialect=false; all others are. */

/* ---- small values ------------------------------------------------------- */

/* A number for which 0 means something: unset is a state of its own.  Written
 * `.temperature = PARL_NUMBER(0.7)`, for a bare 0.7 would be its `set`. */
typedef struct parl_number {
    int32_t set; /* 0: the vendor's default */
    double value;
} parl_number;

typedef struct parl_integer {
    int32_t set; /* 0: the vendor's default */
    int64_t value;
} parl_integer;

/* clang-format off */
#define PARL_NUMBER(number) { 1, (number) }
#define PARL_INTEGER(number) { 1, (number) }
/* clang-format on */

/* A switch. */
typedef enum parl_switch {
    PARL_DEFAULT = 0, /* as the vendor does it by itself */
    PARL_YES = 1,
    PARL_NO = 2
} parl_switch;

/* A name and a value: a header, an entry of metadata. */
typedef struct parl_pair {
    const char *name;
    const char *value;
} parl_pair;

/* ---- messages ----------------------------------------------------------- */

typedef enum parl_role {
    PARL_ROLE_USER = 0,
    PARL_ROLE_SYSTEM = 1,
    PARL_ROLE_DEVELOPER = 2, /* goes as system where a vendor has only that */
    PARL_ROLE_ASSISTANT = 3,
    PARL_ROLE_TOOL = 4 /* results of tool calls */
} parl_role;

/* What a part of a message is.  Order is meaning: thinking, text and calls go
 * back to the vendor in the order in which they came. */
typedef enum parl_part_type {
    PARL_PART_TEXT = 0,
    PARL_PART_REFUSAL = 1,
    PARL_PART_IMAGE = 2,
    PARL_PART_AUDIO = 3,
    PARL_PART_VIDEO = 4,
    PARL_PART_DOCUMENT = 5, /* a PDF and the like */
    PARL_PART_TOOL_CALL = 6,
    PARL_PART_TOOL_RESULT = 7,
    PARL_PART_THINKING = 8,
    PARL_PART_REDACTED_THINKING = 9, /* thinking that only its maker reads */
    PARL_PART_OPAQUE = 10,           /* an item of one vendor, kept as it is */
    PARL_PART_CUSTOM_CALL = 11       /* a call whose input is free text */
} parl_part_type;

/* A point up to which the vendor may cache the prompt.  It never causes an
 * error: where a vendor has no such thing it is left out and reported. */
typedef enum parl_cache {
    PARL_CACHE_NONE = 0,
    PARL_CACHE_DEFAULT = 1, /* for as long as the vendor likes */
    PARL_CACHE_5M = 2,
    PARL_CACHE_1H = 3
} parl_cache;

/* How closely an image is looked at. */
typedef enum parl_detail {
    PARL_DETAIL_UNSET = 0,
    PARL_DETAIL_AUTO = 1,
    PARL_DETAIL_LOW = 2,
    PARL_DETAIL_HIGH = 3,
    PARL_DETAIL_ORIGINAL = 4,
    PARL_DETAIL_MEDIUM = 5, /* between low and high; Google's alone */
    PARL_DETAIL_ULTRA = 6   /* above high; Google's alone */
} parl_detail;

/* Gives the bytes of an attachment from `offset` on: up to `size` of them into
 * `bytes`, their number through `n_read` (0: the end).  PARL_OK, or what the
 * call shall fail with.  It is asked in order, from 0, and may be asked from 0
 * again when a call is repeated. */
typedef parl_status (*parl_read_fn)(void *user, uint64_t offset, void *bytes,
                                    size_t size, size_t *n_read);

/* Where a picture, a recording or a document comes from.  Exactly one source:
 * url, data, base64, path, read or file_id. */
typedef struct parl_media {
    const char *mime_type; /* "image/png"; NULL: taken from the data URL or the
                              file's name, else the kind's usual one */
    const char *name;      /* the file's name, for documents; may be NULL */
    const char *url;       /* https, or a data: URL, sent as it is */
    const void *data;      /* the bytes themselves, data_len of them */
    size_t data_len;
    const char *base64; /* the bytes encoded already */
    size_t base64_len;  /* 0: up to the NUL */
    const char *path;   /* a file, opened when the request is encoded and
                           read while it is sent */
    parl_read_fn read;  /* a callback, read while the request is sent */
    void *read_user;
    uint64_t read_len;   /* bytes that the callback will give, exactly */
    const char *file_id; /* a file that the vendor stores */
    int32_t detail;      /* parl_detail; for images */
    int32_t reserved_word;
    uint64_t reserved[2];
} parl_media;

typedef struct parl_part {
    int32_t type;  /* parl_part_type */
    int32_t cache; /* parl_cache: a cache point behind this part */

    /* TEXT, REFUSAL, THINKING: the text.  AUDIO that came out: its transcript.
     * TOOL_CALL: the arguments, JSON, byte for byte as the model wrote them
     * ("" is {}).  CUSTOM_CALL: its input.  TOOL_RESULT: the result, when
     * n_parts is 0.  REDACTED_THINKING: the vendor's bytes.  OPAQUE: JSON. */
    const char *text;
    size_t text_len; /* bytes; 0: up to the NUL */

    const parl_media *media; /* IMAGE, AUDIO, VIDEO, DOCUMENT */

    /* TOOL_CALL, CUSTOM_CALL: the call's id.  TOOL_RESULT: the id of the call
     * that it answers.  THINKING, OPAQUE, AUDIO: the vendor's id, if any.
     * TEXT, REFUSAL: which of several messages in one answer it belongs to. */
    const char *id;
    const char *name; /* TOOL_CALL, CUSTOM_CALL: the tool's name */

    /* Bytes by which a vendor knows its own thinking, text or call again.
     * Sent back only to the one that made them (see parl_message.origin). */
    const char *signature;
    size_t signature_len; /* bytes; 0: up to the NUL */

    const struct parl_part *parts; /* TOOL_RESULT: a result of several parts */
    size_t n_parts;
    int32_t is_error; /* TOOL_RESULT, parl_switch: the tool failed */
    int32_t reserved_word;
    const char *extra; /* a JSON object: members of this part that parlance
                          has no name for; NULL: none */
    uint64_t reserved[2];
} parl_part;

/* Who made an assistant message. */
typedef struct parl_origin {
    const char *provider; /* "anthropic" */
    const char *account;  /* the name of the account */
    const char *model;    /* the id that was asked for */
} parl_origin;

typedef struct parl_message {
    int32_t role; /* parl_role */
    int32_t reserved_word;
    const char *text;    /* one text part; read only when n_parts is 0 */
    size_t text_len;     /* bytes; 0: up to the NUL */
    const char *call_id; /* role TOOL, with `text`: the call it answers */
    const parl_part *parts;
    size_t n_parts;
    const char *name; /* the participant's name, where a vendor has it */

    /* Role ASSISTANT.  NULL: made by whoever is asked now.  Signatures and
     * opaque items of another vendor or account are left out, and reported. */
    const parl_origin *origin;
    const char *extra; /* a JSON object: further members; NULL: none */
    uint64_t reserved[2];
} parl_message;

/* Elements of arrays, of constants: positional, so that they serve C99, C11
 * and C++ alike. */
/* clang-format off */
#define PARL_MESSAGE(role, text)                                               \
    { (role), 0, (text), 0, NULL, NULL, 0, NULL, NULL, NULL, { 0, 0 } }
#define PARL_SYSTEM(text) PARL_MESSAGE(PARL_ROLE_SYSTEM, text)
#define PARL_USER(text) PARL_MESSAGE(PARL_ROLE_USER, text)
#define PARL_ASSISTANT(text) PARL_MESSAGE(PARL_ROLE_ASSISTANT, text)
#define PARL_USER_PARTS(parts, n_parts)                                        \
    { PARL_ROLE_USER, 0,    NULL, 0,    NULL,                                  \
      (parts),        (n_parts), NULL, NULL, NULL, { 0, 0 } }
#define PARL_TOOL_RESULT(call_id, text)                                        \
    { PARL_ROLE_TOOL, 0,    (text), 0,    (call_id),                           \
      NULL,           0,    NULL,   NULL, NULL, { 0, 0 } }

#define PARL_PART(type, text, media)                                           \
    { (type), 0, (text), 0, (media), NULL, NULL, NULL,                         \
      0,      NULL, 0,   0, 0,       NULL, { 0, 0 } }
#define PARL_TEXT(text) PARL_PART(PARL_PART_TEXT, text, NULL)
#define PARL_IMAGE(media) PARL_PART(PARL_PART_IMAGE, NULL, media)
#define PARL_AUDIO(media) PARL_PART(PARL_PART_AUDIO, NULL, media)
#define PARL_VIDEO(media) PARL_PART(PARL_PART_VIDEO, NULL, media)
#define PARL_DOCUMENT(media) PARL_PART(PARL_PART_DOCUMENT, NULL, media)
/* clang-format on */

/* The same at run time. */
PARL_API parl_message parl_message_text(int32_t role, const char *text);
PARL_API parl_message parl_message_parts(int32_t role, const parl_part *parts,
                                         size_t n_parts);
PARL_API parl_message parl_message_result(const char *call_id,
                                          const char *text);
PARL_API parl_part parl_part_text(const char *text);
PARL_API parl_part parl_part_media(int32_t type, const parl_media *media);

/* ---- tools -------------------------------------------------------------- */

typedef enum parl_tool_type {
    PARL_TOOL_FUNCTION = 0,
    PARL_TOOL_CUSTOM = 1, /* takes free text, as OpenAI's custom tools */
    PARL_TOOL_OPAQUE = 2  /* a tool of one vendor: `parameters` is the whole
                             JSON object that stands in the list of tools */
} parl_tool_type;

typedef struct parl_tool {
    const char *name;        /* [A-Za-z0-9_-], 1 to 64 of them */
    const char *description; /* may be NULL */
    const char *parameters;  /* a JSON schema, sent byte for byte; NULL: no
                                arguments.  CUSTOM: the format, JSON */
    int32_t type;            /* parl_tool_type */
    int32_t strict;          /* parl_switch: arguments keep to the schema */
    int32_t cache;           /* parl_cache */
    int32_t reserved_word;
    const char *extra; /* a JSON object: further members; NULL: none */
    uint64_t reserved[2];
} parl_tool;

typedef enum parl_tool_choice {
    PARL_TOOL_CHOICE_DEFAULT = 0, /* auto when there are tools */
    PARL_TOOL_CHOICE_AUTO = 1,
    PARL_TOOL_CHOICE_NONE = 2,
    PARL_TOOL_CHOICE_REQUIRED = 3,
    PARL_TOOL_CHOICE_NAMED = 4,           /* the one tool tool_names[0] */
    PARL_TOOL_CHOICE_ALLOWED = 5,         /* any of tool_names, or none */
    PARL_TOOL_CHOICE_ALLOWED_REQUIRED = 6 /* one of tool_names */
} parl_tool_choice;

/* ---- the request -------------------------------------------------------- */

typedef enum parl_format {
    PARL_FORMAT_DEFAULT = 0,
    PARL_FORMAT_TEXT = 1,
    PARL_FORMAT_JSON_OBJECT = 2, /* some JSON object */
    PARL_FORMAT_JSON_SCHEMA = 3  /* JSON that fits `schema` */
} parl_format;

typedef enum parl_effort {
    PARL_EFFORT_DEFAULT = 0,
    PARL_EFFORT_NONE = 1,
    PARL_EFFORT_MINIMAL = 2,
    PARL_EFFORT_LOW = 3,
    PARL_EFFORT_MEDIUM = 4,
    PARL_EFFORT_HIGH = 5,
    PARL_EFFORT_XHIGH = 6,
    PARL_EFFORT_MAX = 7
} parl_effort;

/* The native switch of vendors whose models think on a budget. */
typedef enum parl_thinking {
    PARL_THINKING_DEFAULT = 0,
    PARL_THINKING_DISABLED = 1,
    PARL_THINKING_ENABLED = 2, /* with thinking_budget */
    PARL_THINKING_ADAPTIVE = 3,
    PARL_THINKING_BETWEEN_TOOLS = 4 /* only where a call was answered */
} parl_thinking;

/* How much of its thinking a model shows. */
typedef enum parl_thinking_display {
    PARL_THINKING_DISPLAY_DEFAULT = 0,
    PARL_THINKING_SUMMARIZED = 1,
    PARL_THINKING_OMITTED = 2, /* signatures alone */
    PARL_THINKING_UPDATES = 3  /* short notes while it works */
} parl_thinking_display;

typedef enum parl_verbosity {
    PARL_VERBOSITY_DEFAULT = 0,
    PARL_VERBOSITY_LOW = 1,
    PARL_VERBOSITY_MEDIUM = 2,
    PARL_VERBOSITY_HIGH = 3
} parl_verbosity;

/* What becomes of a member that this vendor or model cannot take. */
typedef enum parl_policy {
    PARL_POLICY_REPORT = 0, /* left out where that is safe, and reported */
    PARL_POLICY_REFUSE = 1  /* the call is refused: PARL_UNSUPPORTED */
} parl_policy;

/* One chat request, for any vendor.  Milliseconds: 0 is the client's value, a
 * negative one is "no limit". */
typedef struct parl_request {
    size_t struct_size; /* PARL_REQUEST_INIT sets it */

    const char *model; /* "account/model", split at the first slash; the
                          second half is an alias of the account, or the
                          vendor's id */
    const parl_message *messages; /* at least one */
    size_t n_messages;

    const parl_tool *tools;
    size_t n_tools;
    int32_t tool_choice;           /* parl_tool_choice */
    int32_t parallel_tool_calls;   /* parl_switch */
    const char *const *tool_names; /* for the last three of parl_tool_choice */
    size_t n_tool_names;

    int32_t reasoning_effort; /* parl_effort; the nearest level that the model
                                 has is sent */
    int32_t thinking;         /* parl_thinking; wins over reasoning_effort */
    parl_integer thinking_budget;  /* tokens, with PARL_THINKING_ENABLED */
    int64_t max_tokens;            /* of the answer, thinking included; 0: the
                                      vendor's default */
    int64_t max_completion_tokens; /* the same under OpenAI's newer name, which
                                      is kept where both are known; wins */

    parl_number temperature;
    parl_number top_p;
    parl_integer top_k;
    parl_number frequency_penalty;
    parl_number presence_penalty;
    parl_integer seed;
    const char *const *stop; /* sequences that end the answer */
    size_t n_stop;
    int64_t n; /* answers wanted; 0: one */

    int32_t response_format;        /* parl_format */
    int32_t schema_strict;          /* parl_switch */
    const char *schema;             /* a JSON schema, sent byte for byte */
    const char *schema_name;        /* [A-Za-z0-9_-], 1 to 64; NULL: "answer" */
    const char *schema_description; /* may be NULL */

    int32_t verbosity; /* parl_verbosity */
    int32_t logprobs;  /* parl_switch */
    parl_integer top_logprobs;
    const char *logit_bias; /* a JSON object: token id to bias */

    int32_t cache; /* parl_cache: the vendor marks the prompt by itself */
    int32_t store; /* parl_switch: the vendor keeps the exchange */
    const char *prompt_cache_key; /* requests that share a prompt */
    const char *user;             /* an id of the end user; hash it */
    const char *safety_identifier;
    const char *service_tier;
    const parl_pair *metadata;
    size_t n_metadata;

    int32_t stream;        /* parl_switch: YES streams on the wire although
                              parl_chat() returns the whole.  parl_chat_stream()
                              streams always */
    int32_t include_usage; /* parl_switch: the token counts of a stream; by
                              default they are asked for */

    /* JSON objects: audio output, predicted output, web search; and any
     * further members, known to the vendor and not to parlance.  They go as
     * they are to vendors that speak an OpenAI dialect, and are left out and
     * reported elsewhere. */
    const char *extra;
    const char *extra_body; /* a JSON object that is merged into the top of any
                               vendor's body; a member that parlance writes
                               itself is refused */

    const char *dialect; /* forces one of the provider's dialects */
    int32_t policy;      /* parl_policy */

    int32_t include_obfuscation; /* parl_switch: OpenAI pads the events of a
                                    stream, so that their sizes tell nothing */

    int64_t connect_timeout_ms;    /* until the connection stands */
    int64_t first_byte_timeout_ms; /* until the answer begins */
    int64_t silence_timeout_ms;    /* between two bytes of a stream */
    int64_t total_timeout_ms;      /* of the whole call, its retries included;
                                      streams have none by default */

    parl_cancel *cancel; /* ends the call from outside; may be shared by calls;
                            borrowed until they have ended.  NULL: none */
    int32_t max_retries; /* 0: the client's; negative: none */

    int32_t thinking_display;   /* parl_thinking_display; goes with `thinking`
                                   and with reasoning_effort */
    const char *thinking_extra; /* a JSON object: further members of the native
                                   thinking object; NULL: none */

    int32_t schema_by_prompt; /* parl_switch: YES: a model that has neither
                                 structured answers nor tools is asked in words,
                                 with the schema; a warning says so where its
                                 answer is no JSON.  By default such a request
                                 is refused */
    int32_t reserved_word;
} parl_request;

#define PARL_REQUEST_INIT .struct_size = sizeof(parl_request)

/* The same at run time, for C++ before 20, and where a compiler warns of each
 * member that an initialiser leaves out: zeroes `size` bytes and sets the size.
 * `request` NULL: nothing happens. */
PARL_API void parl_request_init(parl_request *request, size_t size);

/* ---- accounts and the client -------------------------------------------- */

/* A model of an account under a name of the program's own. */
typedef struct parl_model {
    const char *alias;
    const char *id;         /* the vendor's id, or Azure's deployment */
    const char *base_model; /* what it is, where `id` does not tell: the model
                               facts are looked up with this; may be NULL */
    const char *region;     /* overrides the account's; may be NULL */
    uint64_t reserved[2];
} parl_model;

/* What a parl_credential_fn hands over: a bearer token, or keys that sign.  Its
 * texts stay the function's, and are copied as soon as it returns. */
typedef struct parl_credential {
    const char *access_token;  /* Google, Azure, a Bedrock API key */
    const char *access_key_id; /* AWS */
    const char *secret_access_key;
    const char *session_token;
    int64_t expires; /* seconds since 1970; 0: not that it knows */
    uint64_t reserved[4];
} parl_credential;

/* Fills in `credential`, which is zeroed, and returns 0; anything else: there
 * are none now (PARL_CREDENTIALS).  It is called when a call needs credentials
 * and those that it gave before are about to expire, by whichever thread makes
 * that call, but never twice at once for one account. */
typedef int (*parl_credential_fn)(void *user, parl_credential *credential);

/* Credentials and address.  Which members count depends on the provider; NULL,
 * and a text that is empty, is "not given", but that an empty base_url is
 * refused.  All of it is copied; secrets are wiped when the client is freed.
 * docs/CREDENTIALS.md says which vendor takes what. */
typedef struct parl_account {
    const char *name;     /* the first half of a model id: 1 to 64 of
                             [A-Za-z0-9_.-] */
    const char *provider; /* "openai", "azure", "vllm", "custom", ... */
    const char *api_key;
    const char *api_key_env;   /* the variable to read the key from, now */
    const char *base_url;      /* with or without a final slash, and with or
                                  without the API's version segment; it names
                                  no user: a header authorization does */
    const char *dialect;       /* where the provider speaks more than one */
    const char *organization;  /* OpenAI, Hugging Face */
    const char *project;       /* OpenAI, Google */
    const char *api_version;   /* Azure, Foundry: a date is the dated surface;
                                  NULL: v1, as are words ("preview") */
    const char *region;        /* AWS */
    const char *location;      /* Google */
    const char *access_key_id; /* AWS */
    const char *secret_access_key;
    const char *session_token;
    const char *access_token; /* Google, Azure, Anthropic: a bearer token */
    const char *credentials;  /* where else to look: names of sources, by
                                 blanks, tried in that order, or "default" for
                                 the vendor's own order.  NULL: only what
                                 stands in this struct.  Files, variables and
                                 servers are looked at when a call needs them,
                                 and only those that this names */
    const char *profile;      /* AWS: of the shared files; alone, or beside
                                 "default", it stands for credentials
                                 "profile" */
    const char *role_arn;     /* AWS: the role of a web identity */
    const char *token_file;   /* AWS: the file with its token; alone it stands
                                 for credentials "web_identity" */
    const char *service_account; /* Google: the JSON of a service account or
                                    of a user, or the path of its file */
    const char *tenant_id;       /* Azure: an application's, in Entra */
    const char *client_id;
    const char *client_secret;
    parl_credential_fn on_credential; /* any vendor: instead of all of
                                         that; NULL: none */
    void *credential_user;            /* handed to it */
    const parl_pair *headers;         /* sent with every call */
    size_t n_headers;
    const parl_model *models;
    size_t n_models;
    uint64_t reserved[4];
} parl_account;

typedef enum parl_log_level {
    PARL_LOG_ERROR = 0,
    PARL_LOG_INFO = 1,
    PARL_LOG_DEBUG = 2
} parl_log_level;

/* Is told what the client does: a line for each call that ends, and for each
 * that is made again.  Never a key, never the text of a message.  `message`
 * dies when the function returns. */
typedef void (*parl_log_fn)(void *user, int32_t level, const char *message);

/* All of it may be left zero. */
typedef struct parl_client_options {
    size_t struct_size;              /* PARL_CLIENT_OPTIONS_INIT sets it */
    const parl_allocator *allocator; /* copied; NULL: malloc and free */
    const parl_transport *transport; /* copied; NULL: libcurl */
    parl_log_fn log;                 /* NULL: silence */
    void *log_user;

    /* Negative: no limit. */
    int64_t connect_timeout_ms;    /* 0: 10,000 */
    int64_t first_byte_timeout_ms; /* 0: 600,000; reasoning takes minutes */
    int64_t silence_timeout_ms;    /* 0: 120,000; a ping counts as a byte */
    int64_t total_timeout_ms;      /* 0: none; not for streams */

    /* Bytes, and counts; 0 is the default.  What passes one is
     * PARL_TOO_LARGE. */
    size_t max_request_bytes;  /* of a body, attachments apart; 256 MiB */
    size_t max_response_bytes; /* of a whole answer; 64 MiB */
    size_t max_event_bytes;    /* of one event of a stream; 16 MiB */
    size_t max_tool_calls;     /* in one answer; 1,024 */
    size_t max_header_bytes;   /* of the answer's headers; 256 KiB */
    int32_t max_depth;         /* of nested JSON; 128 */

    int32_t allow_http;     /* parl_switch: YES allows plain http to other hosts
                               than loopback */
    const char *ca_file;    /* PEM certificates to trust instead of the
                               system's */
    const char *proxy;      /* as libcurl writes it; NULL: none, whatever the
                               environment says */
    const char *user_agent; /* NULL: "parlance/VERSION" */

    /* A call that failed is made again where the failure is retryable
     * (parl_error_retryable) and nothing of the answer was handed out.  The
     * wait is what the server asks for, else it doubles from one retry to the
     * next, less up to a random quarter.  A negative wait is none. */
    int32_t max_retries; /* 0: 2; negative: none */
    int32_t reserved_word;
    int64_t retry_first_delay_ms; /* 0: 500 */
    int64_t retry_max_delay_ms;   /* 0: 8,000 */
    int64_t retry_max_wait_ms;    /* a server that asks for more ends the call,
                                     which fails with parl_error_retry_after_ms
                                     set; 0: 120,000 */
    int64_t retry_deadline_ms;    /* since the call began; no retry begins
                                     later.  0: 600,000; negative: none */
} parl_client_options;

#define PARL_CLIENT_OPTIONS_INIT .struct_size = sizeof(parl_client_options)

/* As parl_request_init(). */
PARL_API void parl_client_options_init(parl_client_options *options,
                                       size_t size);

/* `options` may be NULL.  Each provider of the build has an account of its own
 * name from the start, without a key. */
PARL_API parl_status parl_client_new(parl_client **out,
                                     const parl_client_options *options,
                                     parl_error **error);

/* Cancels the calls that are in flight, on this thread (in a callback, or as a
 * stream that is open) and on others: each fails with PARL_CANCELLED, once.
 * What they share of the client is given back by the last of them, so an
 * allocator or a transport of the program's own must live until they have
 * returned.  Calls and decoders made by parl_encode() and parl_decoder_new()
 * must be freed before; responses and errors may outlive it, but not its
 * allocator.
 *
 * In a child made by fork() this is all that may be done with a client of the
 * parent's, which keeps its connections. */
PARL_API void parl_client_free(parl_client *client);

/* PARL_INVALID_ARGUMENT: a bad or doubled name, an unknown provider or
 * dialect, a bad address, a source in `credentials` that the provider does not
 * have.  A provider or dialect that this build leaves out is no mistake: calls
 * to the account give PARL_NOT_BUILT; nor is an api_key_env that names no
 * variable that is set: they give PARL_CREDENTIALS.  Not while other threads
 * use the client. */
PARL_API parl_status parl_client_add_account(parl_client *client,
                                             const parl_account *account,
                                             parl_error **error);

/* The same from JSON: {"accounts": [{"name": ..., "provider": ...}]}, with the
 * members of parl_account by their names, `headers` as an object and `models`
 * as an object of objects.  An unknown member is an error that names it; the
 * accounts before it stay.  `json_len` bytes, or up to the NUL when it is 0.
 * JSON dialect. */
PARL_API parl_status parl_client_load_accounts(parl_client *client,
                                               const char *json,
                                               size_t json_len,
                                               parl_error **error);

/* Gives each provider's own account the key that stands in the provider's
 * usual variable (OPENAI_API_KEY, ...), and whatever else has a usual variable
 * there (docs/CREDENTIALS.md): an address, a region, a project.  Accounts of
 * the program's own are left as they are.  parlance looks at the environment
 * here, for an account's api_key_env, and where its `credentials` ask for it.
 * PARL_INVALID_ARGUMENT: what a variable says is no address, for example; the
 * other providers have their accounts all the same. */
PARL_API parl_status parl_client_add_env_accounts(parl_client *client,
                                                  parl_error **error);

/* Facts about models, for those that came after this release, or that are not
 * as it believes: {"models": [{"stem": "gpt-", "from": "7", "to": "7.9",
 * "like": "gpt-6-sol", "no_tools": true, ...}]}.  docs/FACTS.md lists the
 * members; an unknown one is an error that names it.  They count before those
 * that are compiled in, what was loaded last before the rest; after a failure
 * nothing has changed.  `json_len` bytes, or up to the NUL when it is 0.  Not
 * while other threads use the client, nor while a call made with it is there.
 * JSON dialect. */
PARL_API parl_status parl_client_load_facts(parl_client *client,
                                            const char *json, size_t json_len,
                                            parl_error **error);

/* ---- calls -------------------------------------------------------------- */

typedef enum parl_delta_type {
    PARL_DELTA_TEXT = 1,
    PARL_DELTA_REFUSAL = 2,
    PARL_DELTA_THINKING = 3,
    PARL_DELTA_SIGNATURE = 4,      /* bytes of the signature of `part` */
    PARL_DELTA_REDACTED = 5,       /* bytes of redacted thinking */
    PARL_DELTA_TOOL_CALL = 6,      /* a call begins: `id` and `name` */
    PARL_DELTA_TOOL_ARGUMENTS = 7, /* more of its arguments; what the response
                                      has at the end counts */
    PARL_DELTA_AUDIO = 8,          /* base64 of sound */
    PARL_DELTA_TRANSCRIPT = 9,     /* what the sound says */
    PARL_DELTA_FINISH = 10,        /* the choice has ended: `finish_reason` */
    PARL_DELTA_OPAQUE = 11,        /* an item of one vendor, JSON */
    PARL_DELTA_MEDIA = 12          /* base64 of a picture or a video */
} parl_delta_type;

/* A piece of an answer.  It and its pointers die when the callback returns;
 * kinds that a program does not know are to be passed over.  It may grow at
 * its end.
 *
 * The response has the last word.  Where a server's template swallows the
 * opening <think>, the pieces of what was thought go out as text: that it was
 * thinking shows at </think>. */
typedef struct parl_delta {
    int32_t type;          /* parl_delta_type */
    int32_t choice;        /* which answer, where several were asked for */
    int32_t part;          /* which part of the message; its place in `parts` */
    int32_t finish_reason; /* parl_finish, with PARL_DELTA_FINISH */
    const char *text; /* cut on UTF-8 borders only; NULL when there is none */
    size_t text_len;
    const char *id; /* of the call; NULL when the vendor gave none, or one that
                       a call before has */
    const char *name; /* of the tool */
} parl_delta;

/* Anything but 0 cancels the call, which then fails with PARL_CANCELLED and
 * what had arrived. */
typedef int (*parl_delta_fn)(void *user, const parl_delta *delta);

/* Ends calls from outside: named in their requests as `cancel`, it may be
 * fired by any thread, and in a callback, but not in a signal handler, for it
 * takes a lock (docs/WAITING.md).  The calls fail with PARL_CANCELLED
 * and what had arrived, within milliseconds, and the server sees their
 * connections close.  Calls that begin while it is fired fail too.  It must
 * outlive them.  NULL: no memory. */
PARL_API parl_cancel *parl_cancel_new(void);
PARL_API void parl_cancel_free(parl_cancel *cancel);
PARL_API void parl_cancel_fire(parl_cancel *cancel);
PARL_API int32_t parl_cancel_is_fired(const parl_cancel *cancel);
/* It may be used again, once the calls that it ended have returned. */
PARL_API void parl_cancel_reset(parl_cancel *cancel);

/* Sends the request and waits for the answer.  PARL_OK: *response is set, and
 * is the caller's to free, and has at least one choice.  Any status of
 * parl_status. */
PARL_API parl_status parl_chat(parl_client *client, const parl_request *request,
                               parl_response **response, parl_error **error);

/* The same, with each piece handed to `on_delta` as it arrives, on the calling
 * thread; the response at the end is that of parl_chat.  `on_delta` may be
 * NULL. */
PARL_API parl_status parl_chat_stream(parl_client *client,
                                      const parl_request *request,
                                      parl_delta_fn on_delta, void *user,
                                      parl_response **response,
                                      parl_error **error);

/* The same, to pull from.  The bytes of an attachment given by data, what a
 * `read` reads, and `cancel` must outlive the stream; all else of `request`
 * need not.  Nothing is sent before the first parl_stream_next(); the server
 * waits for a slow reader.  Over a transport of the program's own the first
 * parl_stream_next() moves the whole answer. */
PARL_API parl_status parl_stream_open(parl_client *client,
                                      const parl_request *request,
                                      parl_stream **out, parl_error **error);

/* Waits up to `timeout_ms` (negative: as long as it takes; 0: not at all).
 * PARL_OK: *delta is the next piece, which lives until the stream is asked
 * again; NULL when none came in that time, or when the answer has ended
 * (parl_stream_ended).  Else the call has failed, as it would have failed in
 * parl_chat(), and fails that way from now on. */
PARL_API parl_status parl_stream_next(parl_stream *stream, int64_t timeout_ms,
                                      const parl_delta **delta,
                                      parl_error **error);

/* 1: no more pieces come, for the answer was whole or the call has failed. */
PARL_API int32_t parl_stream_ended(const parl_stream *stream);

/* The whole answer, as parl_chat() gives it, once the stream has ended well:
 * the caller's to free.  NULL: not yet, not at all, or taken before. */
PARL_API parl_response *parl_stream_response(parl_stream *stream);

/* An answer that has not ended is cancelled.  NULL is fine. */
PARL_API void parl_stream_close(parl_stream *stream);

/* ---- the response ------------------------------------------------------- */

typedef enum parl_finish {
    PARL_FINISH_UNKNOWN = 0, /* the vendor gave none, or an unknown one */
    PARL_FINISH_STOP = 1,
    PARL_FINISH_LENGTH = 2,
    PARL_FINISH_TOOL_CALLS = 3,
    PARL_FINISH_CONTENT_FILTER = 4
} parl_finish;

/* Tokens in buckets that do not overlap.  -1: the vendor did not say. */
typedef struct parl_usage {
    int64_t input;       /* read anew */
    int64_t cache_read;  /* read from the cache */
    int64_t cache_write; /* read and written to the cache */
    int64_t output;      /* the answer, reasoning apart */
    int64_t reasoning;   /* -1: what was thought is counted in `output` */
    /* Derived, in OpenAI's shape; never -1 where a usage came at all. */
    int64_t prompt_tokens;     /* input + cache_read + cache_write */
    int64_t completion_tokens; /* output + reasoning */
    int64_t total_tokens;      /* the vendor's, else the sum of the two */
} parl_usage;

/* How a structured answer was asked for. */
typedef enum parl_structured {
    PARL_STRUCTURED_NONE = 0, /* it was not */
    PARL_STRUCTURED_NATIVE = 1,
    PARL_STRUCTURED_TOOL = 2,  /* by a tool, which is forced where that can be;
                                  the answer is the text */
    PARL_STRUCTURED_PROMPT = 3 /* in words alone: schema_by_prompt */
} parl_structured;

PARL_API void parl_response_free(parl_response *response);

/* The text of the first choice; "" when there is none (a call of a tool, a
 * refusal).  Never NULL.  Where it may hold NUL, its parts tell its length.  A
 * structured answer that came by a tool stands alone: what the model said
 * beside it is in the parts. */
PARL_API const char *parl_response_text(const parl_response *response);

PARL_API size_t parl_response_n_choices(const parl_response *response);

/* The message of a choice, ready to go into the next request's array: copied
 * by value, its pointers borrowed, so the response must outlive that request.
 * NULL when there is no such choice. */
PARL_API const parl_message *
parl_response_message(const parl_response *response, size_t choice);

/* The next tool call (PARL_PART_TOOL_CALL, PARL_PART_CUSTOM_CALL) of the first
 * choice behind `*at`, which begins as 0 and is moved on; NULL: no more. */
PARL_API const parl_part *parl_response_tool_call(const parl_response *response,
                                                  size_t *at);

/* PARL_FINISH_UNKNOWN, too, when there is no such choice. */
PARL_API parl_finish parl_response_finish(const parl_response *response,
                                          size_t choice);

/* In the JSON dialect's spelling ("stop", ...), or the vendor's own word where
 * it is not known; NULL when there is none: the answer was cut short, or its
 * stream ended as streams do without saying why. */
PARL_API const char *parl_response_finish_reason(const parl_response *response,
                                                 size_t choice);

/* Never NULL; all -1 when no usage came. */
PARL_API const parl_usage *parl_response_usage(const parl_response *response);

/* NULL where the vendor gave none. */
PARL_API const char *parl_response_id(const parl_response *response);
PARL_API const char *parl_response_model(const parl_response *response);
PARL_API const char *parl_response_request_id(const parl_response *response);
/* The name of the provider's row: "openai".  Never NULL. */
PARL_API const char *parl_response_provider(const parl_response *response);
/* Seconds since 1970; 0: the vendor did not say. */
PARL_API int64_t parl_response_created(const parl_response *response);
PARL_API parl_structured
parl_response_structured_via(const parl_response *response);
/* The choice's log probabilities, JSON as OpenAI writes them, or NULL. */
PARL_API const char *parl_response_logprobs(const parl_response *response,
                                            size_t choice);

/* How often the request was sent: 1 where nothing went wrong; 0: the bytes
 * were given to a decoder. */
PARL_API int32_t parl_response_attempts(const parl_response *response);

/* What was left out of, or changed in, the request that this answers.  Never
 * NULL. */
PARL_API const parl_report *parl_response_report(const parl_response *response);

/* The whole response in the JSON dialect (docs/JSON.md), with a NUL behind it;
 * its length through `len`, which may be NULL.  NULL: no memory.  JSON
 * dialect. */
PARL_API const char *parl_response_json(parl_response *response, size_t *len);

/* ---- errors ------------------------------------------------------------- */

PARL_API parl_status parl_error_status(const parl_error *error);
/* A sentence that names the field and the reason, or the vendor's own words.
 * Never NULL, never a secret. */
PARL_API const char *parl_error_message(const parl_error *error);
/* 0: no answer came, or it is found wanting here (parl_response_read()). */
PARL_API int32_t parl_error_http_status(const parl_error *error);
/* The vendor's word, such as "insufficient_quota"; NULL: none. */
PARL_API const char *parl_error_provider_code(const parl_error *error);
/* What the vendor is to be asked about it by; NULL: none came. */
PARL_API const char *parl_error_request_id(const parl_error *error);
/* 1 when the same request may well succeed later. */
PARL_API int32_t parl_error_retryable(const parl_error *error);
/* Milliseconds to wait; -1: the vendor did not say. */
PARL_API int64_t parl_error_retry_after_ms(const parl_error *error);
/* How often the request was sent; 0: never, or it is not known. */
PARL_API int32_t parl_error_attempts(const parl_error *error);
/* The body as it came, its first 64 KiB, keys in it overwritten; NULL: none.
 * `len` may be NULL. */
PARL_API const char *parl_error_body(const parl_error *error, size_t *len);
/* What had arrived of the answer, the error's own; NULL: nothing. */
PARL_API const parl_response *parl_error_partial(const parl_error *error);
/* {"error": {...}}, otherwise as parl_response_json().  JSON dialect. */
PARL_API const char *parl_error_json(parl_error *error, size_t *len);
PARL_API void parl_error_free(parl_error *error);

/* ---- the report --------------------------------------------------------- */

typedef enum parl_action {
    PARL_ACTION_SENT = 1,       /* as it is; listed by parl_explain() only */
    PARL_ACTION_TRANSLATED = 2, /* under another name or with another value */
    PARL_ACTION_DROPPED = 3,
    PARL_ACTION_REFUSED = 4
} parl_action;

typedef struct parl_report_entry {
    const char *field;  /* a JSON pointer into the request in the JSON dialect:
                           "/seed", "/messages/2/content/0/cache_control" */
    int32_t action;     /* parl_action */
    const char *reason; /* a sentence */
} parl_report_entry;

PARL_API size_t parl_report_count(const parl_report *report);
/* NULL when there is no such entry. */
PARL_API const parl_report_entry *parl_report_at(const parl_report *report,
                                                 size_t index);
/* As the JSON dialect spells it; "unknown" for other numbers.  Static. */
PARL_API const char *parl_action_word(int32_t action);

/* What would become of each field; nothing is sent, and no credentials are
 * needed.  A request that would be refused gives its error, and *report all
 * the same, with the entry that says why. */
PARL_API parl_status parl_explain(const parl_client *client,
                                  const parl_request *request,
                                  parl_report **report, parl_error **error);
/* For those of parl_explain() only. */
PARL_API void parl_report_free(parl_report *report);

/* ---- the codec alone: no socket, no thread, no clock -------------------- */

/* Writes the request for its vendor.  Credentials may be missing: then their
 * header is not there; where it is made for one moment only, it is there after
 * parl_call_sign().  The bytes of an attachment given by data, what a `read`
 * reads, and `cancel` must outlive the call handle; all else of `request` need
 * not.
 *
 * PARL_INVALID_ARGUMENT, PARL_UNSUPPORTED: the message begins with the field;
 * PARL_NOT_BUILT: the provider or the dialect; PARL_TOO_LARGE. */
PARL_API parl_status parl_encode(const parl_client *client,
                                 const parl_request *request, parl_call **out,
                                 parl_error **error);
PARL_API void parl_call_free(parl_call *call);

/* Never NULL, these two. */
PARL_API const char *parl_call_method(const parl_call *call);
PARL_API const char *parl_call_url(const parl_call *call);
PARL_API size_t parl_call_n_headers(const parl_call *call);
/* All but those of the transport (host, content-length, user-agent,
 * accept-encoding).  Secrets included: not for a log.  NULL when there is no
 * such header. */
PARL_API const parl_pair *parl_call_header(const parl_call *call, size_t index);
PARL_API uint64_t parl_call_body_length(const parl_call *call);
/* The whole body where it lies in memory in one piece (no attachments), else
 * NULL; a NUL stands behind it.  Its length through `len`, which may be
 * NULL. */
PARL_API const char *parl_call_body(const parl_call *call, size_t *len);
/* The next bytes of the body, up to `size`; *n_read 0: the end.  Attachments
 * are read and encoded here. */
PARL_API parl_status parl_call_read(parl_call *call, void *bytes, size_t size,
                                    size_t *n_read, parl_error **error);
/* parl_call_read() begins anew: for another attempt. */
PARL_API void parl_call_rewind(parl_call *call);
/* Makes the headers fit to be sent at `unix_time`, seconds since 1970: a
 * signature of that moment, or a token that is good then.  Others have theirs
 * from the start.  parl_chat() and its like do this themselves, a transport of
 * the program's own included; after parl_encode() it is the program's to do,
 * for each attempt anew.  Reads the body once, and rewinds it, where it is
 * signed.  Looks at what the account's `credentials` name, and may wait for
 * it.  PARL_CREDENTIALS: there are none, with the sources that were tried;
 * PARL_NOT_BUILT: this build has no OpenSSL. */
PARL_API parl_status parl_call_sign(parl_call *call, int64_t unix_time,
                                    parl_error **error);
/* What was left out or changed.  Never NULL. */
PARL_API const parl_report *parl_call_report(const parl_call *call);
/* {"method","url","headers","body","report"}, with "<secret>" for the value of
 * a header that holds one; attachments are read and encoded.  *json is the
 * call's, with a NUL behind it; its length through `len`, which may be NULL.
 * JSON dialect. */
PARL_API parl_status parl_call_json(parl_call *call, const char **json,
                                    size_t *len, parl_error **error);

/* Which answer a decoder is for: that of `call`, or, without one, any answer
 * of `model`. */
typedef struct parl_decoder_options {
    size_t struct_size;    /* PARL_DECODER_OPTIONS_INIT sets it */
    const parl_call *call; /* must outlive the decoder; NULL: see below */
    const char *model;     /* "account/model", when there is no call */
    const char *dialect;   /* NULL: the account's */
    const char *request;   /* the vendor request body that is answered, JSON,
                              by which a converted structured answer is known
                              again; NULL: unknown.  Copied, with request_len
                              bytes, or up to the NUL when that is 0 */
    size_t request_len;
    parl_delta_fn on_delta; /* NULL: no deltas */
    void *user;
} parl_decoder_options;

#define PARL_DECODER_OPTIONS_INIT .struct_size = sizeof(parl_decoder_options)

/* PARL_INVALID_ARGUMENT, PARL_NOT_BUILT: of `model` and `dialect`, as
 * parl_encode(). */
PARL_API parl_status parl_decoder_new(parl_decoder **out,
                                      const parl_client *client,
                                      const parl_decoder_options *options,
                                      parl_error **error);
/* The HTTP status; before the first byte.  Without it: 200. */
PARL_API void parl_decoder_status(parl_decoder *decoder, int32_t http_status);
/* A header of the answer, `name` in any case. */
PARL_API void parl_decoder_header(parl_decoder *decoder, const char *name,
                                  const char *value);
/* Bytes of the body in any pieces: the result never depends on the cuts.  A
 * transfer encoding (chunks) and a content encoding are taken off before.
 * After a failure every further call fails the same way. */
PARL_API parl_status parl_decoder_feed(parl_decoder *decoder, const void *bytes,
                                       size_t len, parl_error **error);
/* No more bytes come: *out is the answer, the caller's to free.
 * PARL_TRUNCATED when they do not end it; for an HTTP status that is not 2xx
 * what the vendor says of it. */
PARL_API parl_status parl_decoder_finish(parl_decoder *decoder,
                                         parl_response **out,
                                         parl_error **error);
PARL_API void parl_decoder_free(parl_decoder *decoder);

/* ---- the second door: requests built at run time, and JSON --------------- */

/* All of this part is JSON dialect. */

/* Owns a request and all that it points to.  The functions copy what they are
 * given.  Failure is sticky: the first one is kept and comes out of
 * parl_builder_request().  `model` is "account/model"; NULL:
 * parl_builder_set() follows.  NULL: no memory; the other functions take that,
 * and say so. */
PARL_API parl_builder *parl_builder_new(const char *model);
PARL_API void parl_builder_free(parl_builder *builder);

/* A request in the JSON dialect, `len` bytes or up to the NUL when 0.
 * PARL_INVALID_ARGUMENT names the JSON pointer that is wrong. */
PARL_API parl_status parl_request_from_json(parl_builder **out,
                                            const char *json, size_t len,
                                            parl_error **error);

PARL_API void parl_builder_message(parl_builder *builder, int32_t role,
                                   const char *text);
/* Any message, an answer's for example, its parts included. */
PARL_API void parl_builder_add(parl_builder *builder,
                               const parl_message *message);
/* Of a tool that failed: parl_builder_add(), its part with `is_error`. */
PARL_API void parl_builder_result(parl_builder *builder, const char *call_id,
                                  const char *text);
/* A function; `description` and `parameters`, a JSON schema, may be NULL. */
PARL_API void parl_builder_tool(parl_builder *builder, const char *name,
                                const char *description,
                                const char *parameters);
/* One member of the request in the JSON dialect: ("temperature", "0.2").  What
 * was set before is replaced; null takes a member out that parlance has no name
 * for, and says nothing of others. */
PARL_API void parl_builder_set(parl_builder *builder, const char *member,
                               const char *json);
/* Borrowed from the builder, until it is changed or freed; NULL, with *error,
 * when something failed before. */
PARL_API const parl_request *parl_builder_request(parl_builder *builder,
                                                  parl_error **error);

/* A request in, `len` bytes or up to the NUL when 0, an answer out, both in the
 * JSON dialect; where the call fails *answer is {"error": {...}}.  It is set
 * whatever the status, but for PARL_OUT_OF_MEMORY, and freed with
 * parl_text_free(), which does not look at the client: the text may outlive
 * it. */
PARL_API parl_status parl_chat_json(parl_client *client, const char *request,
                                    size_t len, char **answer);
PARL_API void parl_text_free(parl_client *client, char *text);

/* ---- what this build knows ---------------------------------------------- */

typedef struct parl_provider_info {
    const char *name;
    const char *dialects[4]; /* of this build, the usual one first; NULL behind
                                the last */
    const char *base_url;    /* NULL: the account must say */
    const char *key_env;     /* the usual variable for the key; NULL: none */
    int32_t built;           /* 0: known, but left out of this build */
    int32_t key_needed;      /* 0: works without a key */
} parl_provider_info;

PARL_API size_t parl_n_providers(void);
/* False (0), *info untouched, when there is no such provider. */
PARL_API int32_t parl_provider_at(size_t index, parl_provider_info *info);

/* What is believed of a family of models. */
typedef struct parl_family_info {
    const char *family; /* "gpt-5.4*" */
    uint32_t efforts;   /* a bit for each level: 1 << PARL_EFFORT_LOW, ...; 0:
                           it does not reason, or nobody knows */
    uint32_t efforts_responses; /* the same on openai_responses */
    int32_t default_effort;     /* parl_effort; 0: unknown, or none */
    int32_t tools_on_chat;      /* 1: always, 2: while it does not reason, 0:
                                   never */
    int32_t json_schema;        /* 1: native, 0: by a tool */
    int32_t responses_only;     /* 1: not to be had on openai_chat */
    uint32_t thinking;          /* what a `thinking` object may ask of it: 1 <<
                                   PARL_THINKING_ENABLED, ...; 0: nothing */
    int32_t forced_tools;       /* 1: can be made to call a tool, 0: refuses */
    int64_t max_output;         /* tokens of an answer; 0: unknown */
    int64_t cache_minimum;      /* tokens of the shortest prompt that its vendor
                                   caches; 0: unknown */
    const char *drops;          /* members that it refuses, by blanks; NULL */
    const char *drops_reasoning; /* those that it refuses while it reasons */
    const char *note;            /* a phrase; NULL */
    const char *source;          /* the maker in whose table it stands, or
                                    "loaded" */
} parl_family_info;

PARL_API size_t parl_n_families(void);
PARL_API int32_t parl_family_at(size_t index, parl_family_info *info);
/* The same as a client believes it: what it has loaded stands first.  The first
 * family that a model fits counts. */
PARL_API size_t parl_client_n_families(const parl_client *client);
PARL_API int32_t parl_client_family_at(const parl_client *client, size_t index,
                                       parl_family_info *info);

/* ---- conversations ------------------------------------------------------ */

/* All of this part is JSON dialect. */

/* A history that grows, and the model that it is told to.  It owns all that is
 * in it: the functions copy what they are given, media that a callback reads
 * apart.  Failure is sticky: the first one of those that return nothing is
 * kept, and comes out of the next that return a status.  A call that fails
 * leaves the history as it was, so that it may be made again; where what had
 * arrived is to stand in it, the message of parl_error_partial() is added. */
typedef struct parl_conversation parl_conversation;

/* `model` is "account/model"; NULL: parl_conversation_model() follows.  NULL:
 * no memory; the other functions take that, and say so. */
PARL_API parl_conversation *parl_conversation_new(const char *model);
PARL_API void parl_conversation_free(parl_conversation *conversation);

/* Moves it to another model, which may be another vendor's.  What only the old
 * one can read, signatures for example, stays in the history, and is left out
 * of what goes to the new one. */
PARL_API void parl_conversation_model(parl_conversation *conversation,
                                      const char *model);

/* Each adds a message at the end. */
PARL_API void parl_conversation_system(parl_conversation *conversation,
                                       const char *text);
PARL_API void parl_conversation_user(parl_conversation *conversation,
                                     const char *text);
/* Of a tool that failed: parl_conversation_add(), its part with `is_error`. */
PARL_API void parl_conversation_result(parl_conversation *conversation,
                                       const char *call_id, const char *text);
/* Any message, its parts included. */
PARL_API void parl_conversation_add(parl_conversation *conversation,
                                    const parl_message *message);

/* Keeps the first `n_messages` of the history, all where it has no more, and
 * forgets those behind them: to ask once more, or because a call refuses what
 * stands there.  Their memory goes with the conversation. */
PARL_API void parl_conversation_truncate(parl_conversation *conversation,
                                         size_t n_messages);

/* Sends the history and adds the answer: the message of its first choice.
 * `options` is a request that says everything but `model` and `messages`, or
 * NULL; it is not changed.  *response, the caller's to free, tells the rest of
 * the answer (tool calls, usage, ...); the conversation needs it no more, and
 * `response` may be NULL.  What parl_chat() fails with; what failed before. */
PARL_API parl_status parl_conversation_send(parl_conversation *conversation,
                                            parl_client *client,
                                            const parl_request *options,
                                            parl_response **response,
                                            parl_error **error);

/* The same as parl_chat_stream() does it. */
PARL_API parl_status parl_conversation_stream(
    parl_conversation *conversation, parl_client *client,
    const parl_request *options, parl_delta_fn on_delta, void *user,
    parl_response **response, parl_error **error);

/* The history, *n messages long; NULL, with 0, when it is empty or something
 * failed before.  Borrowed, until the conversation is changed or freed.  To go
 * on with the last of them alone, add those to a new conversation. */
PARL_API const parl_message *
parl_conversation_messages(const parl_conversation *conversation, size_t *n);

/* The text of the last message, its parts of text as one; "" when there is
 * none.  NULL: no memory.  Borrowed as above. */
PARL_API const char *parl_conversation_text(parl_conversation *conversation);

/* {"model": ..., "messages": [...]} in the JSON dialect (docs/JSON.md), with a
 * NUL behind it; its length through `len`, which may be NULL.  Nothing is lost:
 * signatures, the origin of each answer and unknown members are in it, and
 * attachments, which are read and encoded.  Borrowed, until it is saved again
 * or freed.
 *
 * PARL_INVALID_ARGUMENT: a message could not be read back; the text of it is no
 * UTF-8, for example.  PARL_UNSUPPORTED: the dialect has no words for a part.
 * Either names the place. */
PARL_API parl_status parl_conversation_save(parl_conversation *conversation,
                                            const char **json, size_t *len,
                                            parl_error **error);

/* What was saved, `len` bytes or up to the NUL when 0.  PARL_INVALID_ARGUMENT
 * names the JSON pointer that is wrong. */
PARL_API parl_status parl_conversation_load(parl_conversation **out,
                                            const char *json, size_t len,
                                            parl_error **error);

#ifdef __cplusplus
}
#endif

#include <parlance/typed.h>

#endif
