/** What an option of curl says about the request. `nothing` and `nothing-of` matter to curl alone; the latter takes a value. */
export type Meaning =
  | "method"
  | "head"
  | "header"
  | "data"
  | "data-raw"
  | "data-urlencode"
  | "json"
  | "user"
  | "bearer"
  | "agent"
  | "referer"
  | "cookie"
  | "url"
  | "nothing"
  | "nothing-of";

export interface CurlOption {
  /** As it was written. */
  readonly flag: string;
  readonly meaning: Meaning;
  readonly value: string;
}

const MEANINGS: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ...all("method", "-X --request"),
  ...all("head", "-I --head"),
  ...all("header", "-H --header"),
  ...all("data", "-d --data --data-ascii --data-binary"),
  ...all("data-raw", "--data-raw"),
  ...all("data-urlencode", "--data-urlencode"),
  ...all("json", "--json"),
  ...all("user", "-u --user"),
  ...all("bearer", "--oauth2-bearer"),
  ...all("agent", "-A --user-agent"),
  ...all("referer", "-e --referer"),
  ...all("cookie", "-b --cookie"),
  ...all("url", "--url"),
  ...all("nothing", "-s --silent -S --show-error -k --insecure -L --location --location-trusted -v --verbose -i --include --show-headers"),
  ...all(
    "nothing",
    "-f --fail --fail-with-body --fail-early -g --globoff -N --no-buffer -# --progress-bar --no-progress-meter -q --disable",
  ),
  ...all("nothing", "-4 --ipv4 -6 --ipv6 -0 --http1.0 --http1.1 --http2 --http2-prior-knowledge --http3 --http3-only --basic --compressed"),
  ...all(
    "nothing",
    "-O --remote-name --remote-name-all -J --remote-header-name -R --remote-time --create-dirs --no-clobber --styled-output",
  ),
  ...all("nothing", "-j --junk-session-cookies -n --netrc --netrc-optional -a --append --no-keepalive --tcp-nodelay --tcp-fastopen"),
  ...all("nothing", "--path-as-is --post301 --post302 --post303 --raw --tr-encoding --ssl --ssl-reqd --ssl-no-revoke --tlsv1 --tlsv1.0"),
  ...all("nothing", "--tlsv1.1 --tlsv1.2 --tlsv1.3 -1 --trace-time --trace-ids --retry-all-errors --retry-connrefused -Z --parallel"),
  ...all("nothing-of", "-o --output --output-dir -m --max-time --connect-timeout --retry --retry-delay --retry-max-time -w --write-out"),
  ...all("nothing-of", "-x --proxy -U --proxy-user --noproxy --preproxy --proxy-header --socks5 --socks5-hostname --socks4 --socks4a"),
  ...all(
    "nothing-of",
    "--cacert --capath -E --cert --cert-type --key --key-type --pass --ciphers --tls13-ciphers --tls-max --pinnedpubkey",
  ),
  ...all(
    "nothing-of",
    "--resolve --connect-to --interface --local-port --dns-servers --unix-socket --abstract-unix-socket --limit-rate --rate",
  ),
  ...all("nothing-of", "-c --cookie-jar -D --dump-header --max-redirs --max-filesize --trace --trace-ascii --stderr --keepalive-time"),
  ...all(
    "nothing-of",
    "-y --speed-time -Y --speed-limit --expect100-timeout --happy-eyeballs-timeout-ms --netrc-file --proto --proto-default",
  ),
  ...all("nothing-of", "--proto-redir --etag-save --libcurl -C --continue-at --parallel-max"),
]);

const WITHOUT_VALUE: ReadonlySet<Meaning> = new Set<Meaning>(["head", "nothing"]);

function all(meaning: Meaning, flags: string): readonly (readonly [string, Meaning])[] {
  return flags.split(" ").map((flag) => [flag, meaning]);
}

/**
 * The options among the words of a command line, a bare word being a URL. Short ones may stand together, the last with its value
 * in the same word: `-sSXPOST`.
 *
 * @returns the flag that is not known, or has no value, as text.
 */
export function readOptions(words: readonly string[]): readonly CurlOption[] | string {
  const options: CurlOption[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? "";
    if (!word.startsWith("-") || word === "-") {
      options.push({ flag: "--url", meaning: "url", value: word });
      continue;
    }
    for (const { flag, rest } of flagsIn(word)) {
      const meaning = MEANINGS.get(flag);
      if (meaning === undefined) return flag;
      if (WITHOUT_VALUE.has(meaning)) {
        options.push({ flag, meaning, value: "" });
        continue;
      }
      if (rest === "") at += 1;
      const value = rest === "" ? words[at] : rest;
      if (value === undefined) return flag;
      options.push({ flag, meaning, value });
      break;
    }
  }
  return options;
}

/** A long flag, or each short one of a word with what stands behind it. */
function* flagsIn(word: string): Generator<{ readonly flag: string; readonly rest: string }> {
  if (word.startsWith("--")) yield { flag: word, rest: "" };
  else for (let at = 1; at < word.length; at += 1) yield { flag: `-${word.charAt(at)}`, rest: word.slice(at + 1) };
}
