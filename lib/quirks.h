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

/* Zero is what OpenAI itself does, or what any server takes.  What is wide
 * stands first, and yes and no is a bit: there is one for each vendor. */
struct chat_quirks {
    const char *drops; /* members that it ignores or refuses, by blanks */
    const char *reasoning_key; /* reasoning goes back under this; NULL: never */
    const char *budget_key;    /* takes thinking's budget under this name */
    const char *media_types;   /* of attachments that it takes, those of sound
                                  without "audio/", by blanks; NULL: any */
    const char *schema_drops;  /* keywords that no schema may have, by blanks */
    const char *strict_schema_drops; /* and no strict one */
    const struct error_word *errors; /* NULL: those of all */
    const char *message_members; /* of messages, that it takes beside the usual
                                    ones, by blanks */
    const char *required_word;   /* of tool_choice; NULL: "required" */
    const char *seed_name;       /* NULL: "seed"; else from 0 on */
    const struct news *news; /* members that older versions refuse; NULL: none
                              */
    double max_temperature;  /* 0: any */

    uint16_t takes;           /* TAKES_... */
    uint16_t least_budget;    /* of thinking, in tokens; 0: any */
    uint8_t max_stop;         /* the most stop sequences; 0: any number */
    uint8_t max_top_logprobs; /* 0: any number */
    uint8_t call_id_size;     /* ids of calls have so many letters and digits;
                                 0: they are what they are */
    enum max_tokens_name max_tokens : 1;
    bool developer : 1;             /* knows the developer role */
    bool no_mixed_instructions : 1; /* not both system and developer */
    bool joins_text : 1;            /* text parts go as one string */
    bool drops_detail : 1;          /* of images */
    bool no_original : 1;           /* as the detail of an image */
    bool parallel_by_default_off : 1;
    bool cache_key : 1;       /* takes prompt_cache_key */
    bool open : 1;            /* takes members that nobody knows, of messages */
    bool top_k : 1;           /* takes it; those that are open do so anyway */
    bool assistant_media : 1; /* takes media from an assistant, too */
    bool refusal_parts : 1;   /* takes refusals in the history */
    bool refusal_member : 1;  /* takes them as a member of the message */
    bool audio_back : 1;      /* takes its own sound back, by its id */
    bool file_notes : 1;      /* takes annotations of files back */
    bool json_needs_word : 1; /* JSON mode wants the word in the messages */
    bool metadata_needs_store : 1;
    bool own_things_elsewhere : 1; /* tools that it runs itself, and members
                                      beside them, are not for Chat */
    bool documents_elsewhere : 1;  /* nor are documents that Chat does not take,
                                      and items */
    bool asks_passage : 1; /* its dated surface lets members of a model's own
                              through where a header asks for that */
    bool no_stream_options : 1;
    bool obfuscates : 1; /* streams are padded, and may be asked not to be */

    /* -- reasoning -- */
    enum reasoning_knob knob : 3;
    bool thinking_native : 1;     /* takes a thinking object with a budget */
    bool reasoning_if_wanted : 1; /* goes back to models alone that want it */
    bool reasoning_filler : 1;   /* an empty one, where it is wanted and none */
    bool reasoning_by_maker : 1; /* back to models of the same maker alone */
    bool details_back : 1;       /* reasoning_details go back as they came */
    bool summary_parts : 1;      /* thinking goes back as parts of content */
    bool think_tags : 1;         /* text may begin with <think> */

    /* -- messages -- */
    bool no_names : 1;        /* takes no name of a message */
    bool no_empty_text : 1;   /* among the parts of a content */
    bool empty_not_null : 1;  /* "" beside calls, in place of null */
    bool reads_arguments : 1; /* of calls in the history: they must be JSON */
    bool system_first : 1; /* takes instructions in the first message alone */
    bool alternates : 1;   /* takes no two of a user, or of an assistant, in a
                              row */
    unsigned cache_marks : 4;
    enum file_part file_part : 2;
    enum audio_part audio_part : 2;
    bool input_video : 1; /* as input_video: {"data" | "url"} */

    /* -- tools and structured answers -- */
    enum forced_tools forced_tools : 2;
    bool no_choice_none : 1; /* knows no tool_choice "none" */
    bool allowed_tools : 1;  /* knows a choice among some of the tools */
    bool custom_tools : 1;   /* has tools that take a text */
    bool plain_names : 1;    /* of tools: 64 letters, digits, _ and - at most */
    bool no_strict : 1;      /* knows no strict tools */
    bool no_strict_schema : 1; /* ... nor strict answers */
    bool strict_closes : 1;    /* a strict answer has no members but its own */
    bool no_json_schema : 1, no_json_object : 1;
    bool object_by_schema : 1;   /* has JSON mode as an open schema alone */
    bool json_without_tools : 1; /* not beside tools */
    bool schema_without_stream : 1;
    bool json_at_rest : 1; /* JSON mode not while the model reasons */

    /* -- sampling -- */
    bool logprobs_by_number : 1; /* logprobs is how many, not whether */

    /* -- Mistral's: a closed schema, and content in chunks -- */
    bool closed : 1; /* refuses members of parts and tools that it does not
                        know, and the names of participants */
    bool chunks : 1; /* thinking, references and documents are parts of the
                        content; audio is a bare text, a stored file flat */
    bool filler_after_tools : 1; /* an assistant must speak after a tool's
                                    result */
    bool marks_prefix : 1; /* an assistant's last message has prefix: true */
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
    bool no_cache_key : 1;          /* does not know prompt_cache_key */
    bool small_answers : 1;   /* takes a max_output_tokens of less than 16 */
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
