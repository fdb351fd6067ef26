/* auth/aws_keys.h -- AWS's temporary keys as servers and programs write them,
 * and the service that lends them out (STS). */
#ifndef PARLANCE_AUTH_AWS_KEYS_H
#define PARLANCE_AUTH_AWS_KEYS_H

#include "auth/source.h"

/* {AccessKeyId, SecretAccessKey, Token or SessionToken, Expiration}: `who` is
 * for people. */
enum source_state aws_read_keys(struct source *s, const char *who,
                                struct span json);

/* A role taken on by a token of somebody else's (AssumeRoleWithWebIdentity), or
 * by keys (AssumeRole, signed with them); then aws_read_sts(). */
struct aws_role {
    const char *arn;
    const char *session_name; /* NULL: one of ours */
    const char *external_id;  /* NULL */
    const char *region;       /* NULL: the environment's, else us-east-1 */
};

enum source_state aws_ask_sts(struct source *s, const struct aws_role *role,
                              const char *web_identity,
                              const struct secrets *signer, int next);
enum source_state aws_read_sts(struct source *s,
                               const struct source_answer *answer);

#endif
