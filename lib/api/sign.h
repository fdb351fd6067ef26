/* api/sign.h -- a call's headers are made fit for the moment. */
#ifndef PARLANCE_API_SIGN_H
#define PARLANCE_API_SIGN_H

#include "api/call.h"

struct parl_decoder;

/* PARL_CREDENTIALS where the provider wants a key, and the account has none. */
parl_status call_check_key(const struct parl_call *call, struct error *err);

/* Before each attempt: makes the credentials current and signs.  `now` is the
 * time of this machine, seconds since 1970.  May wait for whoever
 * lends them.  Fails as call_check_key() too. */
parl_status call_sign(struct parl_call *call, int64_t now, struct error *err);

/* sign_aws.c.  Puts the signature in: `time` is the true one, and the keys are
 * call->secrets. */
parl_status call_sign_aws(struct parl_call *call, int64_t time,
                          struct error *err);

/* After an attempt that failed, once the decoder knows why: may another one
 * help, now that the clock is corrected, or the credentials that were refused
 * are forgotten?  At most once for a call. */
bool call_sign_may_help(struct parl_call *call, const struct parl_decoder *d,
                        int64_t now);

#endif
