package dev.weir.known;

import dev.weir.core.detect.DetectionListener;
import dev.weir.core.detect.FragmentDetector;
import dev.weir.core.detect.SpanFindings;
import dev.weir.core.finding.Finding;
import dev.weir.core.finding.Links;
import dev.weir.core.redact.Redaction;
import dev.weir.core.source.CommitInfo;
import dev.weir.core.source.Fragment;
import dev.weir.core.text.Content;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reports known values. Its findings never show a known value in any form, neither the one that was
 * found nor another one in the same line or in the commit message, unless it is made to show them.
 * Not thread-safe.
 */
public final class KnownDetector implements FragmentDetector {
  /** The start of the tag that names a source of the value. */
  public static final String SOURCE_TAG = "known-from:";

  /** The rule id of the findings. */
  public static final String RULE = "known-secret";

  private static final Content MASK = Content.of("REDACTED");

  private final ReadingSearch search;
  private final Links links;
  private final boolean shows;
  // Fragments of one commit arrive in a row, so the last masked commit is enough.
  private @Nullable CommitInfo lastCommit;
  private @Nullable CommitInfo lastMasked;

  private KnownDetector(ReadingSearch search, Links links, boolean shows) {
    this.search = search;
    this.links = links;
    this.shows = shows;
  }

  /**
   * Returns a factory that makes a detector for each thread.
   *
   * @param rounds the rounds of decoding, 0 for none
   */
  public static Supplier<FragmentDetector> of(KnownSet known, int rounds, Links links) {
    KnownSearch search = new KnownSearch(known);
    return () -> new KnownDetector(new ReadingSearch(search, rounds), links, false);
  }

  /**
   * Returns a factory for detectors whose findings contain the values, for a program that handles a
   * leak. A value that is nowhere as it is, but in a form, is found as it is written.
   *
   * @param rounds the rounds of decoding, 0 for none
   */
  public static Supplier<FragmentDetector> showing(KnownSet known, int rounds) {
    KnownSearch search = new KnownSearch(known);
    return () -> new KnownDetector(new ReadingSearch(search, rounds), Links.NONE, true);
  }

  @Override
  public void detect(Fragment fragment, DetectionListener out) {
    byte[] text = fragment.content().bytes();
    List<ReadingSearch.Found> hits = search.search(fragment.content());
    if (hits.isEmpty()) {
      return;
    }
    CommitInfo commit = fragment.commit();
    SpanFindings findings = new SpanFindings(fragment, commit == null ? null : mask(commit));
    for (ReadingSearch.Found hit : hits) {
      if (!fragment.scope().counts(hit.start(), hit.end())) {
        continue;
      }
      SpanFindings.Span span = findings.span(hit.start(), hit.end());
      Content line = mask(text, span.lineFrom(), span.lineTo(), hits);
      Content shown = shows ? hit.value() : MASK;
      Finding finding = finding(hit, span, line, shown);
      if (out.wantsSecrets()) {
        out.secret(fragment.content().slice(hit.start(), hit.end()));
        out.secret(hit.value());
      }
      out.found(finding.withLink(links.linkTo(finding)));
    }
  }

  /**
   * Masks known values in another rule's finding, which may be in the same line or may be the same
   * value in another form.
   */
  @Override
  public Finding masked(Finding finding) {
    if (shows || finding.ruleId().equals(RULE)) {
      return finding;
    }
    CommitInfo commit = finding.commit();
    boolean inCommit = commit != null && !mask(commit).equals(commit);
    if (!inCommit && !holdsOne(finding.line()) && !holdsOne(finding.match())) {
      return finding;
    }
    Finding hidden = Redaction.hide(finding);
    Finding shown =
        hidden.withTexts(mask(hidden.line()), mask(hidden.match()), mask(hidden.secret()));
    CommitInfo left = shown.commit();
    return left == null ? shown : shown.withCommit(mask(left));
  }

  private boolean holdsOne(Content text) {
    return !search.search(text).isEmpty();
  }

  private static Finding finding(
      ReadingSearch.Found hit, SpanFindings.Span span, Content line, Content shown) {
    List<String> sources = hit.entry().sources();
    List<String> tags = new ArrayList<>();
    sources.forEach(source -> tags.add(SOURCE_TAG + source));
    tags.addAll(hit.how());
    return span.finding(RULE, description(sources), line, shown, tags, hit.entry().id());
  }

  private static String description(List<String> sources) {
    for (String source : sources) {
      if (!KnownSource.of(source).isOld()) {
        return "Holds the value of " + source + ", which is a secret that is in use.";
      }
    }
    KnownSource old = KnownSource.of(sources.get(0));
    return "Holds an earlier value of " + old.current() + ", version " + old.version() + ".";
  }

  private CommitInfo mask(CommitInfo commit) {
    CommitInfo known = lastMasked;
    if (known != null && commit.equals(lastCommit)) {
      return known;
    }
    String shown = mask(Content.of(commit.message())).text();
    CommitInfo made =
        new CommitInfo(commit.sha(), commit.author(), commit.email(), commit.date(), shown);
    lastCommit = commit;
    lastMasked = made;
    return made;
  }

  private Content mask(Content text) {
    List<ReadingSearch.Found> hits = search.search(text);
    return hits.isEmpty() ? text : mask(text.bytes(), 0, text.length(), hits);
  }

  /**
   * Returns the bytes of the range, in which all hits are masked, also those that overlap its ends.
   */
  private static Content mask(byte[] text, int from, int to, List<ReadingSearch.Found> hits) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int at = from;
    for (ReadingSearch.Found hit : hits) {
      if (hit.end() <= at || hit.start() >= to) {
        continue;
      }
      if (hit.start() >= at) {
        out.write(text, at, hit.start() - at);
        out.writeBytes(MASK.bytes());
      }
      at = Math.max(at, Math.min(hit.end(), to));
    }
    out.write(text, at, to - at);
    return Content.ofOwned(out.toByteArray());
  }
}
