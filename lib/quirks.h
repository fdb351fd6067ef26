/* quirks.h -- the ways in which vendors differ that speak the same dialect: a
 * struct for each dialect, a member of the provider's row. */
#ifndef PARLANCE_QUIRKS_H
#define PARLANCE_QUIRKS_H

#include <stdbool.h>
#include <stdint.h>
#include "model_facts.h"

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

/* How a vendor is told to think, if not by reasoning_effort alone. */
extern const struct chat_knob
    chat_knob_native,            /* reasoning_effort, or thinking: {"type",
                                    "budget_tokens"} */
    chat_knob_thinking,          /* thinking: {"type"}, and reasoning_effort */
    chat_knob_thinking_budget,   /* the same, with "budget_tokens" */
    chat_knob_enable_thinking,   /* enable_thinking, thinking_budget */
    chat_knob_reasoning,         /* reasoning: {"effort" | "max_tokens"} */
    chat_knob_reasoning_enabled, /* reasoning: {"enabled"} */
    chat_knob_template,          /* reasoning_effort, and for "none" an argument
                                    of the chat template, where the model has
                                    one */
    chat_knob_template_budget;   /* the same, and thinking_token_budget */

/* Texts of answers may begin with <think>. */
extern const struct chat_tags chat_think_tags;

/* How sound, films and documents are sent: input_audio: {"data", "format"},
 * audio_url, video_url, file: {"filename", "file_data"}; or */
extern const struct chat_media chat_media, /* just so */
    chat_media_as_urls,            /* the data of a sound is a data: URL */
    chat_media_with_audio_content, /* audio_content: {"content"}, a data: URL */
    chat_media_with_input_video,   /* input_video: {"data" | "url"} */
    chat_media_with_flat_files,    /* file_id, of files that it stores alone */
    chat_media_with_file_url;      /* file_url: {"url"}, with bare base64 or an
                                      address */

/* Reasoning goes back to the vendor, as a member of the message: */
extern const struct chat_back chat_back_content, /* reasoning_content */
    chat_back_reasoning,                         /* reasoning */
    chat_back_details,         /* reasoning_details, as they came */
    chat_back_content_details; /* these, or reasoning_content */

/* A vendor's own words for an error, by blanks, and what they come to. */
struct error_word {
    const char *words; /* NULL ends the list */
    parl_status status;
};

/* What is new in a dated API version. */
struct news {
    const char *since;   /* "2024-09-01"; NULL ends the list */
    const char *members; /* of the request, by blanks */
};

struct encoding;
struct provider;
struct span;

/* Content in chunks where OpenAI has parts, or nothing. */
extern const struct chat_chunk_forms
    chat_chunks,         /* thinking, references and documents; audio is a bare
                            text, a stored file flat */
    chat_summary_chunks; /* thinking, as a summary */

/* Cache marks that a vendor reads: everywhere, or on parts alone. */
extern const struct chat_marks chat_marks, chat_marks_of_parts;

/* Names of tools are 64 letters, digits, _ and - at most. */
extern const struct chat_naming chat_plain_names;

/* Takes no two messages of a user, or of an assistant, in a row. */
extern const struct chat_joining chat_joining;

/* What follows names functions, so that no build without such a vendor holds
 * them.  NULL and 0: nothing of the kind. */

/* The order of turns, at vendors that insist on one. */
struct chat_order {
    /* all of them in the first message: takes them nowhere else */
    void (*write_instructions)(struct encoding *e);
    const struct chat_joining *joining;
    /* an assistant must speak after a tool's result */
    void (*fill_after_tools)(struct encoding *e, size_t last);
    /* an assistant's last message has prefix: true */
    void (*mark_prefix)(struct encoding *e, size_t message);
};
void chat_write_instructions(struct encoding *e);
void chat_fill_after_tools(struct encoding *e, size_t last);
void chat_mark_prefix(struct encoding *e, size_t message);

/* Keywords that no schema may have, and no strict one, by blanks. */
struct chat_schemas {
    void (*write)(struct encoding *e, const char *key, const char *schema,
                  bool strict, const char *field);
    const char *drops, *strict_drops;
};
void chat_write_pruned(struct encoding *e, const char *key, const char *schema,
                       bool strict, const char *field);

/* What few vendors have, in ways of their own. */
struct chat_ways {
    const struct chat_order *order;
    const struct chat_chunk_forms *chunks;
    const struct chat_marks *marks; /* for the cache */
    const struct chat_naming *names;
    const struct chat_schemas *schemas;
    const struct error_word *errors;
    /* the id as it is taken: so many letters and digits */
    const char *(*call_id)(struct encoding *e, const char *said);
    /* takes annotations of files back */
    void (*write_file_notes)(struct encoding *e, struct span annotations);
    /* is it about what there is in Responses alone? */
    bool (*is_elsewhere)(const struct provider *p, const parl_request *request);
    const char *message_members; /* that it takes beside the usual ones, by
                                    blanks */
    const char *tiers;           /* of service that it has, by blanks; NULL:
                                    any */
    const char *required_word;   /* of tool_choice; NULL: "required" */
    const char *seed_name;       /* NULL: "seed"; else none below 0 is taken */
};
const char *chat_sized_call_id(struct encoding *e, const char *said);
void chat_write_file_notes(struct encoding *e, struct span annotations);
bool chat_has_things_elsewhere(const struct provider *p,
                               const parl_request *request);

/* That of vendors which have tools that they run themselves, members beside
 * them, items, and documents that Chat does not take, in Responses alone. */
extern const struct chat_ways chat_ways_of_openai;

/* Zero is what OpenAI itself does, or what any server takes.  Each vendor's row
 * holds one of these: what is wide stands first, and yes and no is a bit. */
struct chat_quirks {
    const char *drops; /* members of a request that it ignores or refuses, by
                          blanks: they stay behind, with a report */
    const struct chat_back *back; /* how reasoning goes back; NULL: never */
    const struct chat_tags *tags; /* with which a text may begin; NULL: none */
    const struct chat_knob *knob; /* how it is told to think; NULL: by
                                     reasoning_effort */
    const char *media_types; /* of attachments that it takes, those of sound
                                without "audio/", by blanks; NULL: any */
    const struct chat_media *media; /* beside pictures; NULL: takes none */
    const struct chat_ways *ways;   /* NULL: none of its own */
    const struct news *news; /* members that older versions refuse; NULL: none
                              */

    uint16_t takes;           /* TAKES_... */
    uint16_t least_budget;    /* of thinking, in tokens; 0: any */
    uint8_t max_stop;         /* the most stop sequences; 0: any number */
    uint8_t max_temperature;  /* in tenths; 0: any */
    uint8_t call_id_size;     /* where `call_id` of its ways wants one */
    uint8_t max_top_logprobs; /* 0: any number */
    enum max_tokens_name max_tokens : 1;
    bool developer : 1;             /* knows the developer role */
    bool no_mixed_instructions : 1; /* not both system and developer */
    bool joins_text : 1;            /* text parts go as one string */
    bool drops_detail : 1;          /* of images */
    bool no_original : 1;           /* as the detail of an image */
    bool parallel_by_default_off : 1;
    bool cache_key : 1;       /* takes prompt_cache_key */
    bool open : 1;            /* what it does not know does no harm: members of
                                 messages, top_k, media from an assistant, an
                                 effort of none, the signature of a call */
    bool top_k : 1;           /* takes it, though it is not open */
    bool assistant_media : 1; /* takes media from an assistant, too, though it
                                 is not open */
    bool refusal_parts : 1;   /* takes refusals in the history */
    bool refusal_member : 1;  /* takes them as a member of the message */
    bool audio_back : 1;      /* takes its own sound back, by its id */
    bool json_needs_word : 1; /* JSON mode wants the word in the messages */
    bool metadata_needs_store : 1;
    bool asks_passage : 1; /* its dated surface lets members of a model's own
                              through where a header asks for that */
    bool no_stream_options : 1;
    bool obfuscates : 1; /* streams are padded, and may be asked not to be */

    /* -- reasoning -- */
    bool reasoning_if_wanted : 1; /* goes back to models alone that want it:
                                     REASONING_BACK_WANTED */
    bool reasoning_filler : 1; /* an empty one, where it is wanted and none */

    /* -- messages -- */
    bool closed : 1;          /* refuses members of parts and tools that it does
                                 not know */
    bool no_names : 1;        /* takes no name of a message */
    bool no_empty_text : 1;   /* among the parts of a content */
    bool empty_not_null : 1;  /* "" beside calls, in place of null */
    bool reads_arguments : 1; /* of calls in the history: they must be JSON */

    /* -- tools and structured answers -- */
    enum forced_tools forced_tools : 2; /* by any of its models, whatever their
                                           facts say */
    bool no_choice_none : 1;   /* knows no tool_choice "none": the tools stay
                                  behind */
    bool no_choice_named : 1;  /* ... nor one of a named tool: the other
                                  tools stay behind */
    bool allowed_tools : 1;    /* knows a choice among some of the tools */
    bool custom_tools : 1;     /* has tools that take a text */
    bool no_strict : 1;        /* knows no strict tools */
    bool no_strict_schema : 1; /* ... nor strict answers */
    bool strict_closes : 1;    /* wants additionalProperties: false of each
                                  object in the schema of a strict answer */
    bool no_json_schema : 1, no_json_object : 1;
    bool object_by_schema : 1;   /* has JSON mode as an open schema alone */
    bool json_without_tools : 1; /* not beside tools */
    bool schema_without_stream : 1;
    bool json_at_rest : 1; /* JSON mode not while the model reasons */

    /* -- sampling -- */
    bool logprobs_by_number : 1; /* logprobs is how many, not whether */

    /* -- Mistral's -- */
    bool needs_parameters : 1; /* of each tool */
    bool functions_only : 1;   /* no tools that are not functions */
};

/* ---- how vendors differ that speak Responses ----------------------------- */

/* Zero is what OpenAI itself does. */
struct responses_quirks {
    const char *drops;     /* members that it ignores or refuses, by blanks */
    const char *since;     /* a dated API version; NULL: always */
    uint16_t refuses;      /* kinds of content, as in `takes` above */
    bool no_developer : 1; /* knows no developer role */
    bool no_mixed_instructions : 1; /* not both system and developer */
    bool plain_reasoning : 1;       /* takes reasoning that is not encrypted */
    bool no_encryption : 1;         /* has none, so that none is asked for */
    bool reasoning_may_end : 1;     /* takes reasoning that no item follows */
    bool any_family : 1;    /* ... and what a model of another family thought */
    bool no_cache_key : 1;  /* does not know prompt_cache_key */
    bool small_answers : 1; /* takes a max_output_tokens of less than 16 */
    bool json_needs_word : 1; /* JSON mode wants the word in the messages */
};

/* ---- how vendors differ that speak Messages ------------------------------ */

/* Zero is Anthropic itself. */
struct messages_quirks {
    const char *body_version; /* anthropic_version stands in the body, and the
                                 model in the URL alone; NULL: in a header */
    bool data_only : 1; /* takes attachments as data, not by address or file_id
                         */
    bool no_tiers : 1;  /* of service */
};

/* ---- how vendors differ that speak generateContent ----------------------- */

/* Zero is what any server takes. */
struct generate_quirks {
    const char *file_uri;    /* what stands before the id of a file that the
                                vendor stores; NULL: it stores none */
    const char *tier_header; /* the header that says the tier; NULL: it is a
                                member of the body */
    /* what a request may say of Google's own beside what all take: */
    const char *members;        /* at the top, by blanks; NULL: no more */
    const char *config_members; /* in generationConfig */
    const char *part_members;   /* in a part */
    bool call_ids : 1;          /* takes back the ids that it gives to calls */
    bool needs_mime : 1;        /* of a file by address */
    bool names_files : 1;       /* takes displayName of inline data */
    bool mixed_tools : 1;       /* has the switch for functions beside built-in
                               tools, and takes their trace back */
};

#endif
