#include "command/terminal.hpp"

#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <thread>
#include <unistd.h>

#include "fmt/format.h"

namespace trueup {
namespace {

volatile std::sig_atomic_t interrupted = 0;

void note_interrupt(int) { interrupted = 1; }

// Ctrl-C is ours only while work runs; a host's own handler comes back afterwards.
class InterruptGuard {
 public:
  InterruptGuard() {
    interrupted = 0;
    struct sigaction action {};
    action.sa_handler = note_interrupt;
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, &before_);
  }
  ~InterruptGuard() { sigaction(SIGINT, &before_, nullptr); }
  InterruptGuard(const InterruptGuard&) = delete;
  InterruptGuard& operator=(const InterruptGuard&) = delete;

 private:
  struct sigaction before_ {};
};

// While output is written, a signal waits: what is begun is whole, and no temporary stays behind.
class InterruptsHeld {
 public:
  InterruptsHeld() {
    sigset_t held;
    sigemptyset(&held);
    sigaddset(&held, SIGINT);
    sigaddset(&held, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &held, &before_);
  }
  ~InterruptsHeld() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  InterruptsHeld(const InterruptsHeld&) = delete;
  InterruptsHeld& operator=(const InterruptsHeld&) = delete;

 private:
  sigset_t before_{};
};

// A device or a pipe is written to, never replaced.
Failure write_through(const std::string& text, const std::string& path) {
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.flush();
  if (file) return std::nullopt;
  return Error{ErrorCode::kFileUnwritable, "cannot be written", {path, 0, "", ""}, "a path that may be written to"};
}

void show(const Progress& progress) {
  const auto stage = static_cast<Stage>(progress.stage.load());
  const std::uint64_t total = progress.total.load(), done = progress.done.load();
  if (total > 0) std::fputs(fmt::format("\r\x1b[K{} {}%", name_of(stage), done * 100 / total).c_str(), stderr);
  else std::fputs(fmt::format("\r\x1b[K{}", name_of(stage)).c_str(), stderr);
}

}  // namespace

bool run_watched(const std::function<void(Progress&)>& work, bool quiet) {
  const InterruptGuard guard;
  Progress progress;
  std::atomic<bool> finished{false};
  std::thread worker([&] {
    work(progress);
    finished = true;
  });
  const bool shows = !quiet && isatty(STDERR_FILENO) != 0;
  using namespace std::chrono_literals;
  for (int tick = 0; !finished; ++tick) {
    std::this_thread::sleep_for(tick < 50 ? 2ms : 20ms);  // short runs end at once, long ones cost no processor
    if (interrupted != 0) progress.cancel = true;
    if (shows && tick >= 50 && tick % 5 == 0) show(progress);
  }
  worker.join();
  if (shows) std::fputs("\r\x1b[K", stderr);
  return interrupted != 0;
}

Failure write_output(const std::string& text, const std::string& path) {
  if (path.empty()) {
    const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
    if (!written) return Error{ErrorCode::kFileUnwritable, "cannot write to standard output", {}, ""};
    return std::nullopt;
  }
  const InterruptsHeld held;
  std::error_code failed;
  const std::filesystem::file_status there = std::filesystem::status(path, failed);  // follows links
  if (std::filesystem::exists(there) && !std::filesystem::is_regular_file(there)) return write_through(text, path);
  const std::string target = std::filesystem::exists(there) ? std::filesystem::canonical(path, failed).string() : path;
  const std::string temporary = target + ".part-" + std::to_string(getpid());
  {
    std::ofstream file(temporary, std::ios::binary);
    file << text;
    file.flush();
    if (!file) {
      std::remove(temporary.c_str());
      return Error{ErrorCode::kFileUnwritable, "cannot be written", {path, 0, "", ""}, "a path in a folder that exists and may be written to"};
    }
  }
  if (std::filesystem::exists(there)) std::filesystem::permissions(temporary, there.permissions(), failed);
  std::filesystem::rename(temporary, target, failed);
  if (!failed) return std::nullopt;
  std::remove(temporary.c_str());
  return Error{ErrorCode::kFileUnwritable, "cannot be written: " + failed.message(), {path, 0, "", ""}, "a path that may be written to"};
}

}  // namespace trueup
