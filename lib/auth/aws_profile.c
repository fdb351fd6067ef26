/* auth/aws_profile.c -- keys from the files that AWS's tools share.
 *
 * Two files: `credentials`, with sections [NAME], and `config`, with sections
 * [profile NAME] and [default].  A profile holds keys, or says how to come to
 * them: a program to run, or a role to take on with a token of a web identity,
 * with keys of the machine, or with those of another profile, which may do so
 * in its turn. */
#include "auth/aws_profile.h"

#include <string.h>
#include "auth/aws_keys.h"
#include "auth/ini.h"
#include "wire/json_in.h"

enum {
    AT_BEGIN,
    AT_CREDENTIALS,
    AT_CONFIG,
    AT_PROGRAM,
    AT_LENDER,
    AT_TOKEN,
    AT_STS
};

enum { MAX_ROLES = 4 };

struct profile {
    struct source *s;
    const char *asked; /* for, and */
    bool is_named;     /* by its name */
    const char *name;  /* of the one that is read now */
    const char *credentials_path;
    struct span credentials, config;  /* the files */
    struct aws_role roles[MAX_ROLES]; /* the last one is taken on first */
    size_t n_roles;
    const struct source_kind *lender; /* the source of the keys, */
    int lender_at;                    /* and how far it has come */
    void *lender_state;
};

/* ---- the files ---------------------------------------------------------- */

static const char *file_path(struct source *s, const char *variable,
                             const char *name)
{
    const char *path = source_env(s, variable);
    const char *home = source_env(s, "HOME");

    if (path != NULL)
        return path;
    if (home == NULL)
        home = source_env(s, "USERPROFILE");
    return arena_format(s->arena, "%s/.aws/%s", home != NULL ? home : "", name);
}

static struct span kept(struct source *s, const struct source_answer *answer)
{
    if (!answer->arrived)
        return (struct span){ "", 0 };
    return (struct span){
        arena_text(s->arena, answer->body.len > 0 ? answer->body.ptr : "",
                   answer->body.len),
        answer->body.len
    };
}

/* ---- a profile ---------------------------------------------------------- */

static struct span config_section(const struct profile *p, const char *name)
{
    struct span section = ini_section(p->config, "profile", name);

    if (section.ptr == NULL && strcmp(name, "default") == 0)
        section = ini_section(p->config, NULL, name);
    return section;
}

static const char *text_of(struct source *s, struct span section,
                           const char *key)
{
    const struct span value = ini_value(section, key);

    return value.len > 0 ? arena_text(s->arena, value.ptr, value.len) : NULL;
}

static struct span credentials_section(const struct profile *p,
                                       const char *name)
{
    return ini_section(p->credentials, NULL, name);
}

/* What the profile says, `credentials` first; NULL: nothing. */
static const char *say(const struct profile *p, const char *key)
{
    const char *text = text_of(p->s, credentials_section(p, p->name), key);

    return text != NULL ? text : text_of(p->s, config_section(p, p->name), key);
}

static bool is_there(const struct profile *p, const char *name)
{
    return credentials_section(p, name).ptr != NULL ||
           config_section(p, name).ptr != NULL;
}

/* All of them from one file: a token goes with its own keys alone. */
static bool take_keys(struct source *s, struct span section)
{
    s->found.access_key_id = text_of(s, section, "aws_access_key_id");
    s->found.secret_access_key = text_of(s, section, "aws_secret_access_key");
    s->found.session_token = text_of(s, section, "aws_session_token");
    return s->found.access_key_id != NULL && s->found.secret_access_key != NULL;
}

/* The keys are there: they are what was looked for, or they take on a role. */
static enum source_state use_keys(struct source *s, struct profile *p)
{
    const struct secrets signer = s->found;

    if (p->n_roles == 0)
        return SOURCE_FOUND;
    s->found = (struct secrets){ .token = NULL };
    return aws_ask_sts(s, &p->roles[--p->n_roles], NULL, &signer, AT_STS);
}

/* There are none.  A profile that the account does not name itself may be there
 * for its region alone: AWS's own tools look further, too. */
static enum source_state have_no_keys(struct source *s, const struct profile *p)
{
    if (say(p, "sso_session") != NULL || say(p, "sso_start_url") != NULL ||
        say(p, "login_session") != NULL)
        return source_failed(
            s, PARL_CREDENTIALS,
            "profile '%s' signs in by SSO, which is not done here: give it "
            "\"credential_process = aws configure export-credentials "
            "--profile %s\"",
            p->name, p->name);
    if (s->account->profile == NULL && p->n_roles == 0 &&
        s->found.access_key_id == NULL)
        return source_absent(
            s, arena_format(s->arena, "profile '%s' has no keys", p->name));
    return source_failed(s, PARL_CREDENTIALS, "profile '%s' has no keys",
                         p->name);
}

/* Where the keys of this profile are, no role being taken on: a program goes
 * before those of `config`, as with AWS's own tools. */
static enum source_state find_keys(struct source *s, struct profile *p)
{
    if (take_keys(s, credentials_section(p, p->name)))
        return use_keys(s, p);
    s->command = say(p, "credential_process");
    if (s->command != NULL) {
        s->at = AT_PROGRAM;
        return SOURCE_NEEDS_PROGRAM;
    }
    if (s->found.access_key_id == NULL &&
        take_keys(s, config_section(p, p->name)))
        return use_keys(s, p);
    return have_no_keys(s, p);
}

/* ---- roles -------------------------------------------------------------- */

/* The steps of another source, for the keys that take on the role. */
static enum source_state ask_lender(struct source *s, struct profile *p,
                                    const struct source_answer *answer)
{
    enum source_state state;

    s->at = p->lender_at;
    s->state = p->lender_state;
    state = p->lender->step(s, answer);
    p->lender_at = s->at;
    p->lender_state = s->state;
    s->at = AT_LENDER;
    s->state = p;
    if (state == SOURCE_ABSENT ||
        (state == SOURCE_FOUND && (s->found.access_key_id == NULL ||
                                   s->found.secret_access_key == NULL)))
        return source_failed(s, PARL_CREDENTIALS,
                             "profile '%s': its credential_source has no keys",
                             p->name);
    return state == SOURCE_FOUND ? use_keys(s, p) : state;
}

static enum source_state begin_lender(struct source *s, struct profile *p,
                                      const char *word)
{
    static const char *const words[][2] = {
        { "Environment", "environment" },
        { "EcsContainer", "container" },
        { "Ec2InstanceMetadata", "imds" },
    };

    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        if (strcmp(word, words[i][0]) == 0)
            p->lender =
                source_find(&aws_sources, words[i][1], strlen(words[i][1]));
    }
    if (p->lender == NULL)
        return source_failed(s, PARL_CREDENTIALS,
                             "profile '%s': there is no credential_source "
                             "'%s'",
                             p->name, word);
    return ask_lender(s, p, NULL);
}

/* Does the profile take on a role?  Another's source that has keys itself lends
 * those. */
static bool has_role(const struct profile *p)
{
    return say(p, "role_arn") != NULL &&
           (p->n_roles == 0 || say(p, "aws_access_key_id") == NULL);
}

static void add_role(struct profile *p)
{
    p->roles[p->n_roles++] = (struct aws_role){
        .arn = say(p, "role_arn"),
        .session_name = say(p, "role_session_name"),
        .external_id = say(p, "external_id"),
        .region = say(p, "region"),
    };
}

static enum source_state read_profile(struct source *s, struct profile *p)
{
    while (has_role(p)) {
        const char *token_file = say(p, "web_identity_token_file");
        const char *lender = say(p, "credential_source");
        const char *source = say(p, "source_profile");

        if (p->n_roles == MAX_ROLES)
            return source_failed(s, PARL_CREDENTIALS,
                                 "profile '%s' takes on more than %d roles, "
                                 "each with the keys of the next",
                                 p->asked, MAX_ROLES);
        add_role(p);
        if (token_file != NULL)
            return source_needs_file(s, token_file, AT_TOKEN);
        if (source == NULL && lender != NULL)
            return begin_lender(s, p, lender);
        if (source == NULL)
            return source_failed(s, PARL_CREDENTIALS,
                                 "profile '%s' has a role_arn, but neither "
                                 "source_profile nor credential_source nor "
                                 "web_identity_token_file",
                                 p->name);
        if (!is_there(p, source))
            return source_failed(s, PARL_CREDENTIALS,
                                 "profile '%s' needs profile '%s', which is "
                                 "not there",
                                 p->name, source);
        if (strcmp(source, p->name) == 0)
            break; /* its keys take on its role */
        p->name = source;
    }
    return find_keys(s, p);
}

/* ---- the steps ---------------------------------------------------------- */

static enum source_state begin(struct source *s)
{
    struct profile *p = ARENA_NEW(s->arena, struct profile);
    const char *variable = source_env(s, "AWS_PROFILE");

    if (p == NULL)
        return SOURCE_FAILED;
    p->s = s;
    p->name = s->account->profile != NULL ? s->account->profile : variable;
    p->is_named = p->name != NULL;
    if (p->name == NULL)
        p->name = "default";
    p->asked = p->name;
    p->credentials_path =
        file_path(s, "AWS_SHARED_CREDENTIALS_FILE", "credentials");
    s->state = p;
    return source_needs_file(s, p->credentials_path, AT_CREDENTIALS);
}

static enum source_state use_files(struct source *s, struct profile *p)
{
    if (s->arena->status != PARL_OK)
        return SOURCE_FAILED;
    if (is_there(p, p->name))
        return read_profile(s, p);
    if (p->is_named)
        return source_failed(s, PARL_CREDENTIALS,
                             "there is no profile '%s' in %s and %s", p->name,
                             p->credentials_path, s->path);
    return source_absent(
        s,
        arena_format(s->arena, "no profile '%s' in the shared files", p->name));
}

static enum source_state read_program(struct source *s, struct profile *p,
                                      const struct source_answer *answer)
{
    enum source_state state;
    int64_t version = 0;
    struct json_in in;
    struct span value;

    if (!answer->arrived)
        return source_failed(s, PARL_CREDENTIALS, "credential_process: %s",
                             answer->why);
    value = json_find(answer->body, "Version");
    json_in_init(&in, value.ptr, value.len, 0);
    if (!json_integer(&in, &version) || version != 1)
        return source_failed(s, PARL_CREDENTIALS,
                             "credential_process: no JSON of version 1 came");
    state = aws_read_keys(s, "credential_process", answer->body);
    return state == SOURCE_FOUND ? use_keys(s, p) : state;
}

static enum source_state read_token(struct source *s, struct profile *p,
                                    const struct source_answer *answer)
{
    if (!answer->arrived)
        return source_failed(s, PARL_CREDENTIALS, "web_identity_token_file: %s",
                             answer->why);
    return aws_ask_sts(s, &p->roles[--p->n_roles],
                       source_trimmed(s, answer->body), NULL, AT_STS);
}

static enum source_state read_role_keys(struct source *s, struct profile *p,
                                        const struct source_answer *answer)
{
    const enum source_state state = aws_read_sts(s, answer);

    return state == SOURCE_FOUND ? use_keys(s, p) : state;
}

enum source_state aws_profile(struct source *s,
                              const struct source_answer *answer)
{
    struct profile *p = s->state;

    switch (s->at) {
    case AT_BEGIN:
        return begin(s);
    case AT_CREDENTIALS:
        p->credentials = kept(s, answer);
        return source_needs_file(s, file_path(s, "AWS_CONFIG_FILE", "config"),
                                 AT_CONFIG);
    case AT_CONFIG:
        p->config = kept(s, answer);
        return use_files(s, p);
    case AT_PROGRAM:
        return read_program(s, p, answer);
    case AT_TOKEN:
        return read_token(s, p, answer);
    case AT_LENDER:
        return ask_lender(s, p, answer);
    default:
        return read_role_keys(s, p, answer);
    }
}
