// Decisions about secrets, and the lines for .weirignore that they become.
const DECISIONS = (() => {
  const utf8 = new TextEncoder();
  const hex = buffer => [...new Uint8Array(buffer)].map(b => b.toString(16).padStart(2, "0")).join("");
  const made = new Map();
  const salts = new Map();

  // The same as dev.weir.core.finding.SecretDigest and IgnoreEntry.
  const digest = async secret => hex(await crypto.subtle.digest("SHA-256", utf8.encode("weir secret 1\0" + secret)));

  async function hash(salt, rule, secretDigest) {
    const key = await crypto.subtle.importKey("raw", utf8.encode(salt), {name: "HMAC", hash: "SHA-256"}, false, ["sign"]);
    return hex(await crypto.subtle.sign("HMAC", key, utf8.encode(rule + "\0" + secretDigest))).slice(0, 32);
  }

  const code = c => "\\u" + c.charCodeAt(0).toString(16).padStart(4, "0");
  const escaped = (value, more) => [...value].map(c =>
    c === "\"" || c === "\\" ? "\\" + c : /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(c) || c === more ? code(c) : c).join("");
  const field = (name, value) => value ? " " + name + "=\"" + escaped(value) + "\"" : "";

  /** Returns a line of .weirignore, or null if the report does not hold what it takes. */
  async function line(rule, finding, decision, author) {
    let start = finding.entry;
    if (!start) {
      if (finding.secret === undefined && !finding.path) return null;
      if (!salts.has(finding.key)) salts.set(finding.key, hex(crypto.getRandomValues(new Uint8Array(8))));
      const salt = salts.get(finding.key);
      start = salt + "." + await hash(salt, rule, finding.path ? "" : await digest(finding.secret));
    }
    return start + " " + escaped(rule, " ") + field("path", finding.path) + field("until", decision.until)
      + field("by", author) + field("reason", decision.reason);
  }

  return {
    line: line,
    of: key => made.get(key) || {word: "open", until: "", reason: ""},
    set: (key, decision) => { if (decision.word === "open") made.delete(key); else made.set(key, decision); },
    clear: () => { made.clear(); salts.clear(); },
  };
})();
