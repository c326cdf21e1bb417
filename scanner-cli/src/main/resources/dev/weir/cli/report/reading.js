// Reads reports of other scanners in the browser. Each function returns findings in the form of this page's data.
const READERS = (() => {
  const text = value => typeof value === "string" ? value : value === undefined || value === null ? "" : String(value);
  const isMasked = secret => !secret || secret === "REDACTED" || secret.endsWith("...") || secret.startsWith("[REDACTED:");

  function gitleaks(roots, tool) {
    const all = roots.flat();
    return {tool: tool, findings: all.map(f => {
      const get = name => {
        if (f[name] !== undefined) return f[name];
        const key = Object.keys(f).find(k => k.toLowerCase() === name.toLowerCase());
        return key === undefined ? "" : f[key];
      };
      const secret = text(get("Secret"));
      const about = secret === "" && text(get("Match")).startsWith("file detected:");
      return {id: text(get("RuleID")), description: text(get("Description")), file: text(get("File")), line: Number(get("StartLine")) || 0,
        secret: about || isMasked(secret) ? undefined : secret, path: about ? text(get("File")) : undefined,
        commit: text(get("Commit")), author: text(get("Author")), date: text(get("Date")).startsWith("0001") ? "" : text(get("Date")),
        link: text(get("Link")), confidence: text(get("Confidence"))};
    })};
  }

  function trufflehog(roots) {
    const place = f => Object.values((f.SourceMetadata || {}).Data || {}).find(x => x && typeof x === "object") || {};
    return {tool: "truffleHog", findings: roots.flat().filter(f => f.SourceMetadata && f.DetectorName !== undefined).map(f => {
      const at = place(f);
      return {id: text(f.DetectorName), description: text(f.DetectorDescription), file: text(at.file), line: Number(at.line) || 0,
        secret: text(f.Raw) || undefined, commit: text(at.commit), author: text(at.email), date: text(at.timestamp).replace(" ", "T"),
        link: text(at.link), live: f.Verified === true};
    })};
  }

  function kingfisher(roots) {
    const all = roots.flatMap(root => Array.isArray(root) ? root : Array.isArray(root.findings) ? root.findings : [root]);
    return {tool: "kingfisher", findings: all.filter(f => f.rule && f.finding).map(f => {
      const git = f.finding.git_metadata || {};
      const snippet = text(f.finding.snippet);
      const status = text((f.finding.validation || {}).status).toLowerCase();
      return {id: text(f.rule.id) || text(f.rule.name), description: text(f.rule.name), file: text((git.file || {}).path) || text(f.finding.path),
        line: Number(f.finding.line) || 0, secret: isMasked(snippet) ? undefined : snippet, commit: text((git.commit || {}).id),
        author: text(((git.commit || {}).committer || {}).name), date: text((git.commit || {}).date), link: text((git.file || {}).url),
        live: status === "active credential"};
    })};
  }

  function sarif(root) {
    let tool = "another scanner";
    const findings = [];
    for (const run of root.runs) {
      const driver = (run.tool || {}).driver || {};
      tool = text(driver.name) || tool;
      const rules = new Map((driver.rules || []).map(r => [r.id, r]));
      for (const result of run.results || []) {
        const place = (((result.locations || [])[0] || {}).physicalLocation) || {};
        const region = place.region || {};
        const prints = result.partialFingerprints || {};
        const rule = rules.get(result.ruleId) || {};
        let file = text((place.artifactLocation || {}).uri);
        try { file = decodeURIComponent(file); } catch (e) { /* a name with a percent sign */ }
        // Only gitleaks writes the secret as the snippet; others write the line.
        const shown = text((region.snippet || {}).text);
        findings.push({id: text(result.ruleId), description: text((rule.shortDescription || {}).text), file: file, line: region.startLine || 0,
          secret: tool.toLowerCase() !== "gitleaks" || isMasked(shown) ? undefined : shown, commit: text(prints.commitSha),
          author: text(prints.author), date: text(prints.date)});
      }
    }
    return {tool: tool, findings: findings};
  }

  function values(written) {
    try {
      return [JSON.parse(written)];
    } catch (e) {
      return written.split("\n").filter(line => line.trim().startsWith("{")).map(line => JSON.parse(line));
    }
  }

  /** Reads a report of any kind; throws an error whose message is for people. */
  function read(written) {
    let roots;
    try {
      roots = values(written);
    } catch (e) {
      throw new Error("it is not JSON");
    }
    const first = Array.isArray(roots[0]) ? roots[0][0] : roots[0];
    if (first && Array.isArray(first.runs)) return sarif(first);
    if (first && first.SourceMetadata) return trufflehog(roots);
    if (first && ((first.rule && first.finding) || Array.isArray(first.findings))) return kingfisher(roots);
    if (roots.some(r => r && r.SourceMetadata)) return trufflehog(roots);
    if (Array.isArray(roots[0]) && roots[0].length === 0) return {tool: "gitleaks", findings: []};
    if (roots.length === 1 && roots[0] === null) return {tool: "gitleaks", findings: []};
    if (first && Object.keys(first).some(k => k.toLowerCase() === "ruleid")) {
      return gitleaks(roots, first.Confidence === undefined ? "gitleaks" : "weir");
    }
    throw new Error("it is not a report of weir, gitleaks, truffleHog or kingfisher, and not SARIF");
  }

  /** Returns page data for a report. */
  function data(written, name) {
    const report = read(written);
    const rules = [];
    const numbers = new Map();
    const findings = report.findings.map(f => {
      if (!numbers.has(f.id)) {
        numbers.set(f.id, rules.length);
        rules.push({id: f.id, description: f.description, provider: "", severity: "unknown", revoke: "", docs: ""});
      }
      const same = f.secret === undefined ? f.file + "\0" + f.line + "\0" + (f.path || "") : f.secret;
      return Object.assign({rule: numbers.get(f.id), key: f.id + "\0" + same}, f);
    });
    return {run: {name: name, tool: report.tool, repository: "", revision: "", looked: false, notReadCount: 0, notRead: []}, rules: rules, findings: findings};
  }
  return {data: data};
})();
