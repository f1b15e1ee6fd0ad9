/* The parts of an inline case, and `kTinyCase`, whose sides differ by 3 units of A-1. */
#ifndef TRUEUP_TESTS_TINY_CASE_H
#define TRUEUP_TESTS_TINY_CASE_H

#define CASE_HEAD                                                                                              \
  "{\"case\":{\"name\":\"tiny\",\"as_of\":\"2026-11-20T06:00:00Z\",\"currency\":\"USD\"},"                       \
  "\"system\":[{\"id\":\"cin7\",\"role\":\"system_of_record\",\"dialect\":\"cin7_core\",\"timezone\":\"UTC\"}," \
  "{\"id\":\"acme\",\"role\":\"execution\",\"dialect\":\"generic_wms\",\"timezone\":\"UTC\"}],"                 \
  "\"location\":[{\"id\":\"ACME-LA\",\"kind\":\"external\",\"operator\":\"acme\","                             \
  "\"names\":{\"cin7\":\"3PL Acme LA\",\"acme\":\"LA1\"}}],\"input\":["
#define CASE_INPUT(system)                                                                                     \
  "{\"table\":\"stock\",\"system\":\"" system "\",\"profile\":\"trueup.stock\",\"as_of\":\"2026-11-20T06:00:00Z\"," \
  "\"complete\":true,\"absent\":\"zero\",\"text\":\"sku,location,on_hand\\n"

static const char kTinyCase[] = CASE_HEAD
    CASE_INPUT("cin7") "A-1,3PL Acme LA,10\\nB-2,3PL Acme LA,5\\n\"},"
    CASE_INPUT("acme") "A-1,LA1,7\\nB-2,LA1,5\\n\"}]}";

#endif
