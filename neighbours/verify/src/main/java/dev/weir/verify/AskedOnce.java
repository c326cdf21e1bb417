package dev.weir.verify;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;

/**
 * Remembers verdicts for one run, so that nobody is asked the same twice. Thread-safe: a thread
 * that needs a verdict that another one is finding out waits for it.
 *
 * @param <K> what is asked about; equal keys are asked about once
 */
final class AskedOnce<K> {
  private final Map<K, CompletableFuture<Verdict>> known = new ConcurrentHashMap<>();

  /** Finds out a verdict. It may take as long as the requests take. */
  @FunctionalInterface
  interface Question {
    Verdict ask() throws InterruptedException;
  }

  Verdict verdict(K key, Question question) throws InterruptedException {
    CompletableFuture<Verdict> own = new CompletableFuture<>();
    CompletableFuture<Verdict> earlier = known.putIfAbsent(key, own);
    if (earlier != null) {
      try {
        return earlier.get();
      } catch (ExecutionException e) {
        return Verdict.unknown("asking failed");
      }
    }
    Verdict verdict = Verdict.unknown("asking failed");
    try {
      verdict = question.ask();
    } finally {
      own.complete(verdict);
    }
    return verdict;
  }
}
