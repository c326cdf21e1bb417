package dev.weir.core.check.value;

import java.util.Locale;
import java.util.Set;

/** A kind of file, judged by its path. It tells whether a value without quotes can be a name. */
public enum FileKind {
  /** A programming language, or unknown: a value without quotes may be a name. */
  CODE,
  /** A format of settings or data: a value without quotes is a text. */
  DATA,
  /** A document for people. */
  DOCUMENT,
  /** Texts of a program in one language. */
  TRANSLATION,
  /** What a package manager wrote: names, versions and digests. */
  LOCK;

  private static final WordLists LISTS = WordLists.read("places");
  private static final Set<String> DATA_ENDINGS = LISTS.set("data");
  private static final Set<String> DOCUMENT_ENDINGS = LISTS.set("document-endings");
  private static final Set<String> TRANSLATION_FOLDERS = LISTS.set("translation-folders");
  private static final Set<String> TRANSLATION_ENDINGS = LISTS.set("translation-endings");
  private static final Set<String> TRANSLATION_NAMES = LISTS.set("translation-names");
  private static final Set<String> LOCK_NAMES = LISTS.set("lock-names");
  private static final Set<String> LANGUAGES = LISTS.set("languages");

  /** Returns the kind of a file. */
  public static FileKind of(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    int slash = lower.lastIndexOf('/');
    String name = lower.substring(slash + 1);
    int dot = name.lastIndexOf('.');
    String ending = name.substring(dot + 1);
    String stem = dot < 0 ? name : name.substring(0, dot);
    if (LOCK_NAMES.contains(name) || ending.equals("lock") || ending.equals("lockfile")) {
      return LOCK;
    }
    if (isTranslation(lower.substring(0, slash + 1), stem, ending)) {
      return TRANSLATION;
    }
    if (DATA_ENDINGS.contains(ending) || name.startsWith(".env") || name.contains(".env.")) {
      return DATA;
    }
    return DOCUMENT_ENDINGS.contains(ending) ? DOCUMENT : CODE;
  }

  private static boolean isTranslation(String folders, String stem, String ending) {
    if (TRANSLATION_ENDINGS.contains(ending) || TRANSLATION_NAMES.contains(stem)) {
      return true;
    }
    for (String folder : folders.split("/", -1)) {
      // values-de/strings.xml of Android
      boolean values = folder.startsWith("values-") && ending.equals("xml");
      if (TRANSLATION_FOLDERS.contains(folder) || folder.endsWith(".lproj") || values) {
        return true;
      }
    }
    if (stem.equals("strings") || stem.endsWith(".i18n")) {
      return true;
    }
    // messages_de.properties, de.json, keytool_zh_CN.java
    int end = stem.length();
    for (int part = 0; part < 2 && end > 0; part++) {
      int from = Math.max(stem.lastIndexOf('_', end - 1), stem.lastIndexOf('.', end - 1));
      boolean whole = from < 0;
      String word = stem.substring(from + 1, end);
      if (LANGUAGES.contains(word) && (!whole || ending.equals("json") || ending.equals("yml"))) {
        return true;
      }
      end = from;
    }
    return false;
  }

  /** Returns true if a value without quotes is a text in such a file, and not a name in code. */
  public boolean isPlainText() {
    return this != CODE;
  }
}
