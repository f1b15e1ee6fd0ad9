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

/* A hop without owner and without limit. */
static const char kUnownedHop[] =
    "{\"case\":{\"name\":\"hop\"},\"system\":[{\"id\":\"cin7\",\"role\":\"system_of_record\"},"
    "{\"id\":\"acme\",\"role\":\"execution\"}],\"hop\":[{\"id\":\"H5\",\"from\":\"acme\",\"to\":\"cin7\","
    "\"carries\":[\"ship_advice\"],\"every\":\"60m\"}]}";

/* Two item lists with one item in common, renamed. */
static const char kItemLists[] =
    "{\"case\":{\"name\":\"lists\"},\"system\":[{\"id\":\"cin7\",\"role\":\"system_of_record\"},"
    "{\"id\":\"acme\",\"role\":\"execution\"}],\"input\":["
    "{\"table\":\"items\",\"system\":\"cin7\",\"profile\":\"trueup.items\",\"text\":\"sku,name,barcode\\n"
    "MUG-BLU-12,Mug blue 12oz stoneware,4006381333931\\nTRAY-OAK,Serving tray oak,\\n\"},"
    "{\"table\":\"items\",\"system\":\"acme\",\"profile\":\"trueup.items\",\"text\":\"sku,name,barcode\\n"
    "10001,Mug blue 12oz stoneware,4006381333931\\n10002,Wall clock steel,\\n\"}]}";

#endif
