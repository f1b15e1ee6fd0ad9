#include "trueup.h"
#include "trueup/base/error.hpp"
#include "trueup/base/progress.hpp"

namespace {

using trueup::ErrorCode;
using trueup::Stage;

constexpr bool same(ErrorCode code, int status) { return static_cast<int>(code) == status; }
constexpr bool same(Stage stage, int number) { return static_cast<int>(stage) == number; }

static_assert(same(ErrorCode::kOk, TRUEUP_STATUS_OK));
static_assert(same(ErrorCode::kInvalidArgument, TRUEUP_STATUS_INVALID_ARGUMENT));
static_assert(same(ErrorCode::kUnsupported, TRUEUP_STATUS_UNSUPPORTED));
static_assert(same(ErrorCode::kOutOfMemory, TRUEUP_STATUS_OUT_OF_MEMORY));
static_assert(same(ErrorCode::kInternal, TRUEUP_STATUS_INTERNAL));
static_assert(same(ErrorCode::kCancelled, TRUEUP_STATUS_CANCELLED));
static_assert(same(ErrorCode::kFileNotFound, TRUEUP_STATUS_FILE_NOT_FOUND));
static_assert(same(ErrorCode::kFileUnreadable, TRUEUP_STATUS_FILE_UNREADABLE));
static_assert(same(ErrorCode::kFileUnwritable, TRUEUP_STATUS_FILE_UNWRITABLE));
static_assert(same(ErrorCode::kNotTheFormat, TRUEUP_STATUS_NOT_THE_FORMAT));
static_assert(same(ErrorCode::kMissingColumn, TRUEUP_STATUS_MISSING_COLUMN));
static_assert(same(ErrorCode::kTruncated, TRUEUP_STATUS_TRUNCATED));
static_assert(same(ErrorCode::kCountMismatch, TRUEUP_STATUS_COUNT_MISMATCH));
static_assert(same(ErrorCode::kDuplicateRecord, TRUEUP_STATUS_DUPLICATE_RECORD));
static_assert(same(ErrorCode::kRemoteError, TRUEUP_STATUS_REMOTE_ERROR));
static_assert(same(ErrorCode::kUnknownProfile, TRUEUP_STATUS_UNKNOWN_PROFILE));
static_assert(same(ErrorCode::kBadProfile, TRUEUP_STATUS_BAD_PROFILE));
static_assert(same(ErrorCode::kRejectedRows, TRUEUP_STATUS_REJECTED_ROWS));
static_assert(same(ErrorCode::kUnknownKey, TRUEUP_STATUS_UNKNOWN_KEY));
static_assert(same(ErrorCode::kBadValue, TRUEUP_STATUS_BAD_VALUE));
static_assert(same(ErrorCode::kMissingKey, TRUEUP_STATUS_MISSING_KEY));
static_assert(same(ErrorCode::kContradiction, TRUEUP_STATUS_CONTRADICTION));

static_assert(same(Stage::kIdle, TRUEUP_STAGE_IDLE));
static_assert(same(Stage::kReading, TRUEUP_STAGE_READING));
static_assert(same(Stage::kMapping, TRUEUP_STAGE_MAPPING));
static_assert(same(Stage::kComparing, TRUEUP_STAGE_COMPARING));
static_assert(same(Stage::kExplaining, TRUEUP_STAGE_EXPLAINING));
static_assert(same(Stage::kWriting, TRUEUP_STAGE_WRITING));
static_assert(same(Stage::kDone, TRUEUP_STAGE_DONE));

}  // namespace

const char* trueup_status_name(trueup_status status) { return name_of(static_cast<ErrorCode>(status)); }

const char* trueup_stage_name(uint32_t stage) { return name_of(static_cast<Stage>(stage)); }
