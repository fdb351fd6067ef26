/* auth/aws_profile.h -- keys from the files that AWS's tools share. */
#ifndef PARLANCE_AUTH_AWS_PROFILE_H
#define PARLANCE_AUTH_AWS_PROFILE_H

#include "auth/source.h"

enum source_state aws_profile(struct source *s,
                              const struct source_answer *answer);

#endif
