/* api/credentials.h -- what an account's calls are made credible with, beyond
 * a key that is sent as it is: keys that sign, tokens, and where both come
 * from.
 *
 * What a source gave is kept until shortly before it expires.  The threads that
 * share a client share it: one of them gets the next, the others go on with
 * what is still good, or wait. */
#ifndef PARLANCE_API_CREDENTIALS_H
#define PARLANCE_API_CREDENTIALS_H

#include "api/client.h"
#include "auth/source.h"

/* Of one account; locked on the inside, so that calls may share it. */
struct credentials;

/* Makes account->credentials, where the account has anything that is made for
 * a moment; else it stays NULL.  A service account knows its project.
 * PARL_INVALID_ARGUMENT: `credentials` names no source that this provider has,
 * or a pair of members is not whole. */
parl_status credentials_new(struct parl_client *client, struct account *account,
                            struct error *err);
void credentials_free(struct credentials *c); /* NULL is fine */

/* Those that are good at `now`, seconds since 1970 by the clock of this
 * machine, copied to `arena`.  PARL_CREDENTIALS says which sources were tried;
 * what kept a source from answering is as it is (PARL_NETWORK, ...).  What
 * `cancels` names ends the wait for them with PARL_CANCELLED. */
parl_status credentials_get(const struct parl_client *client,
                            const struct account *account, int64_t now,
                            const struct cancels *cancels, struct arena *arena,
                            struct secrets *out, struct error *err);

/* The vendor refused these: they are forgotten, unless others are there
 * already.  False: the next ones would be no others. */
bool credentials_refused(struct credentials *c, const struct secrets *refused);

/* How far the clock of this machine is behind, in seconds. */
int64_t credentials_skew(struct credentials *c);

/* The clock is wrong where it differs from a server's by more than this, which
 * is well within what AWS and Google tolerate. */
enum { CLOCK_TOLERANCE_S = 240 };

/* The server's clock shows `date` while this machine's shows `now`; true: that
 * is news, and the clock is corrected. */
bool credentials_clock(struct credentials *c, int64_t now, int64_t date);

/* Overwrites secrets in a text that somebody will read. */
void account_hide(const struct account *account, char *text, size_t len);
void secrets_hide(const struct secrets *secrets, char *text, size_t len);

#endif
