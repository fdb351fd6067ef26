/* auth/google_sources.c -- Google's tokens, in the order of its own libraries
 * (Application Default Credentials). */
#include "auth/source.h"

#include <string.h>
#include "auth/jwt.h"
#include "auth/percent.h"
#include "wire/json_in.h"

static const char who[] = "Google's token service";

/* ---- what a file of credentials says ------------------------------------ */

static const char token_url[] = "https://oauth2.googleapis.com/token";

/* Lives for one hour, the longest that is allowed. */
static const char *assertion(struct source *s, struct span file)
{
    const struct jwt jwt = {
        .key_id = source_member(s->arena, file, "private_key_id"),
        .issuer = source_member(s->arena, file, "client_email"),
        .scope = s->scope,
        .audience = token_url, /* whatever token_uri says */
        .issued = s->now,
        .expires = s->now + 3600,
    };
    const char *pem = source_member(s->arena, file, "private_key");
    const char *token = NULL;

    if (jwt.issuer == NULL || pem == NULL)
        source_failed(s, PARL_CREDENTIALS,
                      "the service account has no client_email or no "
                      "private_key");
    else
        jwt_sign(&jwt, pem, s->arena, &token, &s->error);
    return token;
}

static enum source_state ask(struct source *s, const char *url,
                             struct buf *form, int next)
{
    return source_needs(s, "POST", url, form_end(form, s->arena), next);
}

static enum source_state ask_as_service(struct source *s, struct span file,
                                        int next)
{
    const char *url = source_member(s->arena, file, "token_uri");
    const char *token = assertion(s, file);
    struct buf form;

    if (token == NULL)
        return SOURCE_FAILED;
    form_begin(&form, s->arena->mem);
    form_add(&form, "grant_type",
             "urn:ietf:params:oauth:grant-type:jwt-bearer");
    form_add(&form, "assertion", token);
    return ask(s, url != NULL ? url : token_url, &form, next);
}

static enum source_state ask_as_user(struct source *s, struct span file,
                                     int next)
{
    const char *client = source_member(s->arena, file, "client_id");
    const char *refresh = source_member(s->arena, file, "refresh_token");
    struct buf form;

    if (client == NULL || refresh == NULL)
        return source_failed(s, PARL_CREDENTIALS,
                             "the user's credentials have no client_id or no "
                             "refresh_token");
    form_begin(&form, s->arena->mem);
    form_add(&form, "grant_type", "refresh_token");
    form_add(&form, "client_id", client);
    form_add(&form, "client_secret",
             source_member(s->arena, file, "client_secret"));
    form_add(&form, "refresh_token", refresh);
    return ask(s, token_url, &form, next);
}

static const struct {
    const char *type;
    enum source_state (*ask)(struct source *s, struct span file, int next);
} file_types[] = {
    { "service_account", ask_as_service },
    { "authorized_user", ask_as_user },
};

/* The project who pays; NULL: that of the credentials. */
static const char *payer_of(struct source *s, struct span file)
{
    const char *payer = source_env(s, "GOOGLE_CLOUD_QUOTA_PROJECT");

    return payer != NULL ? payer
                         : source_member(s->arena, file, "quota_project_id");
}

static enum source_state use_file(struct source *s, struct span file, int next)
{
    const char *type;

    if (!json_valid(file.ptr, file.len))
        return source_failed(s, PARL_CREDENTIALS,
                             "the file of credentials is no JSON");
    type = source_member(s->arena, file, "type");
    s->found.quota_project = payer_of(s, file);
    for (size_t i = 0; i < sizeof(file_types) / sizeof(file_types[0]); i++) {
        if (type != NULL && strcmp(type, file_types[i].type) == 0)
            return file_types[i].ask(s, file, next);
    }
    return source_failed(s, PARL_CREDENTIALS,
                         "credentials of type '%s' are not used here: give a "
                         "token callback",
                         type != NULL ? type : "");
}

/* ---- files -------------------------------------------------------------- */

enum { AT_BEGIN, AT_FILE, AT_TOKEN };

static enum source_state read_file(struct source *s,
                                   const struct source_answer *answer)
{
    if (!answer->arrived)
        return source_unread(s, answer);
    return use_file(s, answer->body, AT_TOKEN);
}

/* The steps after the first, which are the same for all. */
static enum source_state go_on(struct source *s,
                               const struct source_answer *answer)
{
    return s->at == AT_FILE ? read_file(s, answer)
                            : source_read_token(s, who, answer);
}

/* The account's own member: the JSON itself, or where it is. */
static enum source_state from_account(struct source *s,
                                      const struct source_answer *answer)
{
    const char *given = s->account->service_account;

    if (s->at != AT_BEGIN)
        return go_on(s, answer);
    if (given == NULL)
        return source_absent(s, "service_account is not given");
    if (given[strspn(given, " \t\r\n")] == '{')
        return use_file(s, span_of(given), AT_TOKEN);
    return source_needs_file(s, given, AT_FILE);
}

static enum source_state from_environment(struct source *s,
                                          const struct source_answer *answer)
{
    const char *path = source_env(s, "GOOGLE_APPLICATION_CREDENTIALS");

    if (s->at != AT_BEGIN)
        return go_on(s, answer);
    if (path == NULL)
        return source_unset(s, "GOOGLE_APPLICATION_CREDENTIALS");
    return source_needs_file(s, path, AT_FILE);
}

static const char *gcloud_path(struct source *s)
{
    static const char name[] = "application_default_credentials.json";
    const char *folder = source_env(s, "CLOUDSDK_CONFIG");
    const char *home = source_env(s, "HOME");
    const char *data = source_env(s, "APPDATA");

    if (folder != NULL)
        return arena_format(s->arena, "%s/%s", folder, name);
    if (home != NULL)
        return arena_format(s->arena, "%s/.config/gcloud/%s", home, name);
    return data != NULL ? arena_format(s->arena, "%s/gcloud/%s", data, name)
                        : NULL;
}

static enum source_state from_gcloud(struct source *s,
                                     const struct source_answer *answer)
{
    const char *path;

    if (s->at == AT_FILE && !answer->arrived)
        return source_silent(s, s->path, answer);
    if (s->at != AT_BEGIN)
        return go_on(s, answer);
    path = gcloud_path(s);
    if (path == NULL)
        return source_absent(s, "no home folder");
    return source_needs_file(s, path, AT_FILE);
}

/* ---- the metadata server ------------------------------------------------ */

enum { META_PING = 1, META_TOKEN };

static enum source_state ask_metadata(struct source *s, const char *url,
                                      int next)
{
    const enum source_state state = source_needs(s, "GET", url, NULL, next);

    source_header(s, "metadata-flavor", "Google", false);
    s->is_metadata = true;
    s->timeout_ms = 3000;
    return state;
}

static enum source_state ask_for_token(struct source *s, const char *host)
{
    return ask_metadata(
        s,
        arena_format(s->arena,
                     "http://%s/computeMetadata/v1/instance/service-accounts/"
                     "default/token?scopes=%s",
                     host, percent_text(s->arena, s->scope)),
        META_TOKEN);
}

static enum source_state begin_metadata(struct source *s)
{
    const char *host = source_env(s, "GCE_METADATA_HOST");
    const char *ip = source_env(s, "GCE_METADATA_IP");
    const char *off = source_env(s, "NO_GCE_CHECK");

    if (host == NULL) /* its old name */
        host = source_env(s, "GCE_METADATA_ROOT");
    if (off != NULL && strcmp(off, "true") == 0)
        return source_absent(s, "NO_GCE_CHECK is set");
    if (host != NULL)
        return ask_for_token(s, host);
    return ask_metadata(s,
                        arena_format(s->arena, "http://%s/",
                                     ip != NULL ? ip : "169.254.169.254"),
                        META_PING);
}

static enum source_state from_metadata(struct source *s,
                                       const struct source_answer *answer)
{
    static const char name[] = "the metadata server";

    if (s->at == AT_BEGIN)
        return begin_metadata(s);
    if (!answer->arrived)
        return source_silent(s, name, answer);
    if (!answer->is_flavored) /* somebody else's server */
        return source_absent(s, "the metadata server: it is not Google's");
    if (s->at == META_PING)
        return ask_for_token(s, "metadata.google.internal");
    s->found.quota_project = payer_of(s, SPAN_NONE);
    return source_read_token(s, name, answer);
}

/* ---- all of them -------------------------------------------------------- */

static const struct source_kind kinds[] = {
    { "service_account", from_account },
    { "environment", from_environment },
    { "gcloud", from_gcloud },
    { "metadata", from_metadata },
    { NULL, NULL },
};

const struct source_set google_sources = {
    .kinds = kinds,
    .usual = "service_account environment gcloud metadata",
    .early_s = 225,
};
