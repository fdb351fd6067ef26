/* model_facts.h -- what is true of a family of models: the rows of the
 * tables under facts/. */
#ifndef PARLANCE_MODEL_FACTS_H
#define PARLANCE_MODEL_FACTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <parlance/parlance.h>
#include "base/span.h"

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

/* Families that differ there; their traits are in facts/bedrock.c. */
enum converse_family {
    CONVERSE_UNKNOWN,
    CONVERSE_CLAUDE,
    CONVERSE_NOVA_2,
    CONVERSE_NOVA_2_OMNI,
    CONVERSE_NOVA_MICRO,
    CONVERSE_NOVA_1,
    CONVERSE_TITAN,
    CONVERSE_LLAMA,
    CONVERSE_LLAMA_WITH_EYES,
    CONVERSE_MISTRAL_7B,
    CONVERSE_MISTRAL_OF_OLD,
    CONVERSE_MISTRAL_LARGE_2,
    CONVERSE_MISTRAL_LARGE,
    CONVERSE_MISTRAL,
    CONVERSE_VOXTRAL,
    CONVERSE_COMMAND_R,
    CONVERSE_OF_OLD,
    CONVERSE_JAMBA_INSTRUCT,
    CONVERSE_JAMBA,
    CONVERSE_DEEPSEEK_R1,
    CONVERSE_DEEPSEEK,
    CONVERSE_GPT_OSS,
    CONVERSE_QWEN,
    CONVERSE_QWEN_VL,
    CONVERSE_PALMYRA,
    CONVERSE_FORCING,
    CONVERSE_SERVED
};

/* Extra fields that few families have, and each by another name. */
enum converse_field {
    FIELD_NONE,
    FIELD_REASONING_EFFORT, /* "reasoning_effort" */
    FIELD_REASONING_CONFIG, /* "reasoning_config" */
    FIELD_TOP_K,            /* "top_k" */
    FIELD_TOP_K_OF_NOVA,    /* "topK" */
    FIELD_K                 /* "k" */
};

/* NULL: FIELD_NONE. */
const char *converse_field_name(enum converse_field field);

/* The ways of one family of models on Converse. */
struct converse_traits {
    unsigned lacks : 18; /* LACKS_... */
    enum converse_ids ids : 2;
    bool json_results : 1;    /* prefers results that are JSON as JSON */
    bool messages_fields : 1; /* takes the extra fields of Messages */
    bool nova_reasoning : 1;  /* ... reasoningConfig */
    bool nova_top_k : 1;      /* takes top_k inside inferenceConfig */
    enum converse_field effort_field : 3;
    enum converse_field top_k_field : 3;
};

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

/* What few models have of their own on chat/completions; NULL: nothing. */
struct chat_words {
    const char *effort_word;     /* what every effort but none is called, where
                                    there are no_levels */
    const char *thinking_word;   /* what "enabled" is called */
    const char *template_switch; /* the argument of its chat template that
                                    switches thinking */
    const char *asks;        /* members that go along while it reasons, a JSON
                                object */
    const char *asks_unless; /* the caller says this member */
    const struct chat_knob *knob;   /* how it is told to think, in place of the
                                       vendor's way */
    const struct chat_marks *marks; /* for the cache, where the vendor reads
                                       none */
};

/* Those of Claude: its own object, and its places. */
extern const struct chat_knob chat_knob_claude;
extern const struct chat_marks chat_marks_of_claude;

/* What a model does not want said, and what it does; numbers that few have. */
struct model_words {
    const char *drops;           /* members that the model refuses, by blanks */
    const char *drops_reasoning; /* those it refuses while it reasons */

    const char *refuses_reasoning; /* those that are an error then, by blanks;
                                      refused */
    const struct chat_words *chat; /* NULL: it has none */

    /* -- Claude's -- */
    int32_t max_output;     /* tokens of an answer; 0: unknown */
    uint16_t cache_minimum; /* tokens of the shortest prompt that is cached */

    /* -- generateContent (Google's) -- */
    uint16_t budget_min, budget_max; /* tokens of thinking */
    uint16_t max_output_whole; /* tokens of an answer that does not stream; 0:
                                  the same as of one that does */
};

/* Which ids a row is about: those that are `stem`, a version (5 or 5.4) where
 * to > 0, and a rest that fits the glob `rest` (NULL: anything).  Versions are
 * numbers, major * 100 + minor, both ends included. */
struct pattern {
    struct span stem;
    const char *rest;
    int from, to;
};

/* Zero is the ordinary model, about which nothing needs to be known: all is
 * sent as it was said.  There are many rows: what is small is a bit, and each
 * member stands where it leaves no gap. */
struct facts {
    const char *family; /* for people: "gpt-5.4*"; it begins with the pattern's
                           stem, and behind it stand the pattern's rest and a
                           note (facts/facts.h) */
    const struct model_words *words; /* NULL: it has none */

    uint8_t stem_size; /* the letters of the pattern's stem, */
    uint8_t rest_at;   /* and where its rest stands; 0: it has none */

    uint8_t efforts; /* on Chat, if they are known; 0: it takes none */
    uint8_t efforts_responses;
    unsigned from : 18;    /* the pattern's versions, */
    bool unknown : 1;      /* no row is about the model */
    bool knows_effort : 1; /* `efforts` counts; else it is sent as it was said
                            */
    enum chat_tools chat_tools : 2;
    bool new_max_tokens : 1;  /* wants max_completion_tokens */
    bool no_instructions : 1; /* refuses system and developer messages */
    bool no_json_schema : 1;
    bool no_json_object : 1;
    bool no_tools : 1;
    bool responses_only : 1;     /* refuses Chat */
    bool chat_only : 1;          /* refuses Responses */
    unsigned default_effort : 3; /* parl_effort; 0: unknown or none */

    unsigned to : 18; /* and the last of them */
    bool noted : 1;   /* a note stands behind all of that */

    /* -- Messages (Anthropic's), and Claude wherever it is spoken to -- */
    unsigned thinking : 4; /* the THINKS_... that it takes; 0: never */
    enum sampling sampling : 2;
    bool thinks_unasked : 1;  /* where nothing is said */
    bool no_forced_tools : 1; /* refuses a tool choice that forces a call */
    bool no_prefill : 1;      /* refuses an assistant message at the end */
    bool interleaves : 1;     /* a budget may begin anew between the calls of
                                 tools, on trial */
    bool system_turns : 1;    /* takes system messages between the others */
    bool binds_thinking : 1; /* takes its thinking back behind the very messages
                                that it stood behind, and else refuses */

    /* -- generateContent (Google's); zero is the newest generation -- */
    enum google_thinking google_thinking : 2;
    bool budget_zero : 1;          /* 0 stops it, though below the least */
    bool calls_unsigned : 1;       /* calls of the history need no signature */
    bool no_json_beside_tools : 1; /* JSON mode and functions exclude each
                                      other */
    bool no_mixed_tools : 1;       /* functions and built-in tools do */
    bool one_resolution : 1;       /* of media: for all, not for each */
    bool no_media_in_results : 1;
    bool no_validated : 1; /* calls keep to their schemas where one is forced
                              alone */
    bool old_schema : 1;   /* knows no JSON schema but the OpenAPI subset */
    bool old_search : 1;   /* the search tool has another name */

    /* -- Converse (AWS's) -- */
    enum converse_family converse : 6;
    bool converse_native : 1; /* takes schemas of answers, and strict tools */
    bool converse_ttl : 1;    /* cache points may say how long */
    bool converse_off_to_force : 1; /* forces a tool while thinking is off
                                       alone */

    /* -- Cohere's chat -- */
    bool no_images : 1;

    /* -- OpenAI's chat -- */
    bool no_audio : 1; /* it cannot hear */

    /* -- other vendors' chat/completions -- */
    bool always_reasons : 1; /* and cannot be told how much: with no `efforts`,
                                an effort is refused */
    bool no_levels : 1;      /* thinking is on or off, whatever the effort */
    bool rests : 1;          /* thinking is off unless it is switched on */
    bool streams_thinking : 1; /* thinks in streams alone, and must be told */
    bool adaptive : 1; /* Claude takes {"type": "adaptive"}, else a budget of
                          tokens, a share of max_tokens */
    enum forced_tools forced_tools : 2;
    enum reasoning_back reasoning_back : 2;
};

/* The model's words; those it has none of are NULL. */
const struct model_words *words_of(const struct facts *facts);

/* What else people should know; NULL: nothing. */
const char *facts_note(const struct facts *facts);

/* How they are on Converse; NULL: nobody knows. */
const struct converse_traits *converse_of(const struct facts *facts);

/* The models of one maker. */
struct facts_set {
    const char *name;
    const struct facts *rows;
    uint16_t n;
    bool hosted; /* an id may have others' names before a slash, a variant
                    behind a colon, and letters of any size */
};

extern const struct facts_set facts_openai, facts_anthropic, facts_google,
    facts_bedrock, facts_cohere, facts_compat, facts_mistral;

/* What is assumed of a Claude that no row is about. */
extern const struct facts facts_claude;

/* Models of others, as they are at one vendor. */
extern const struct facts_set facts_groq, facts_xai, facts_xai_others,
    facts_deepseek, facts_moonshot, facts_dashscope, facts_zai, facts_minimax,
    facts_cerebras, facts_fireworks, facts_sambanova, facts_nebius,
    facts_perplexity, facts_databricks, facts_foundry, facts_nvidia,
    facts_nvidia_others;

/* The sets that the rows of this build name, each once; NULL: no more. */
const struct facts_set *facts_set_at(size_t index);

/* The row for a model id, of the sets in a list that NULL ends; never NULL. */
const struct facts *facts_find(const struct facts_set *const *in,
                               const char *model);

/* The same among all sets of this build. */
const struct facts *facts_find_any(const char *model);

/* Is the pattern about the model, or about what it was tuned from? */
bool pattern_fits(const struct pattern *pattern, const char *model);

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

#endif
