/* parlance/export.h -- marks what the library shows. */
#ifndef PARLANCE_EXPORT_H
#define PARLANCE_EXPORT_H

#if defined(__GNUC__)
#define PARL_API __attribute__((visibility("default")))
#else
#define PARL_API
#endif

#endif
