#!/bin/sh
# Proves this bundle with sha256sum and openssl (3.0 or newer), and what every Unix has: sh, sed, awk, sort.
#
#     sh prove.sh [HASH [KEY]]
#
# HASH: the hash of an entry that was noted elsewhere; it must be in the trail.
# KEY: the number of the key that must have signed, as `coaverify archive audit` shows it, or a file with that key.
# Ends with 0 where all is proven, with 1 where something was altered.
set -eu
LC_ALL=C
export LC_ALL
wanted=${2:-}
[ ! -f "$wanted" ] || wanted=$(sha256sum < "$wanted" | cut -c1-16)
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/lines" "$work/payloads"

altered() {
    echo "ALTERED: $*" >&2
    exit 1
}

# --- the files: as the manifest says, all of them, and no other ---------------------------------------
sha256sum --check --quiet --strict manifest.sha256 >&2 || altered "a file is not what the manifest says"
sed 's/^[0-9a-f]\{64\}  //' manifest.sha256 | sort > "$work/listed"
find . ! -type d ! -path ./manifest.sha256 ! -path ./manifest.sig | sed 's|^\./||' | sort > "$work/there"
cmp -s "$work/listed" "$work/there" || altered "there are files that the manifest does not name"

# --- the manifest: signed -----------------------------------------------------------------------------
for file in keys/*.pem; do
    name=$(basename "$file" .pem)
    [ "$(sha256sum < "$file" | cut -c1-16)" = "$name" ] || altered "$file is another key than its name says"
done
signed() { # FILE SIGNATURE KEY
    openssl pkeyutl -verify -pubin -inkey "keys/$3.pem" -rawin -in "$1" -sigfile "$2" > /dev/null 2>&1 ||
        altered "$1 is not signed by the key $3"
}
signer=$(sed -n 's/.*"signed_by":"\([0-9a-f]\{16\}\)".*/\1/p' bundle.json)
signed manifest.sha256 manifest.sig "$signer"

# --- the chain: every line's hash stands in the next line; the last line is the head, which is signed -----
awk -v folder="$work/lines" 'BEGIN { ORS = "" }
    { file = folder "/" sprintf("%012d", NR); print $0 > file; close(file) }' trail.jsonl
(cd "$work/lines" && find . -type f | sort | xargs sha256sum | cut -c1-64) > "$work/hashes"
sed 's/.*"prev":"\([0-9a-f]\{64\}\)".*/\1/' trail.jsonl > "$work/named"
{ printf '%064d\n' 0; sed '$d' "$work/hashes"; } > "$work/before"
cmp -s "$work/named" "$work/before" || altered "an entry of the trail does not follow the one before it"
sed 's/.*"seq":\([0-9]*\)}$/\1/' trail.jsonl > "$work/numbers"
awk '{ print NR }' trail.jsonl > "$work/counted"
cmp -s "$work/numbers" "$work/counted" || altered "the numbers of the trail have a gap"
head=$(sha256sum < head.json | cut -c1-64)
[ "$head" = "$(tail -n 1 "$work/hashes")" ] || altered "the trail does not end with the head"
key=$(sed -n 's/.*"key":"\([0-9a-f]\{16\}\)".*/\1/p' head.json)
signed head.json head.sig "$key"

# --- what entries record: as their lines say -----------------------------------------------------------
sed 's/.*"payload_sha256":"\([0-9a-f]\{64\}\)".*"seq":\([0-9]*\)}$/\2 \1/' trail.jsonl > "$work/recorded"
sed -n 's/^{"payload":\(.*\),"seq":\([0-9]*\)}$/\2 \1/p' payloads.jsonl > "$work/shown"
awk -v folder="$work/payloads" 'BEGIN { ORS = "" }
    { file = folder "/" $1; sub(/^[0-9]+ /, ""); print $0 > file; close(file) }' "$work/shown"
awk 'NR == FNR { there[$1] = 1; next } $1 in there { print $2 "  " $1 }' "$work/shown" "$work/recorded" > "$work/sums"
entries=$(wc -l < trail.jsonl)
payloads=$(wc -l < payloads.jsonl)
[ "$payloads" -eq "$(wc -l < "$work/sums")" ] || altered "something is recorded of an entry that is not there"
(cd "$work/payloads" && sha256sum --check --quiet --strict "$work/sums") >&2 ||
    altered "what an entry records is not what its line says"
if grep -q '"whole":true' bundle.json && [ "$payloads" -ne "$entries" ]; then
    altered "what some entries record is missing"
fi

# --- originals and reports: as entries record them, unless a deletion stands behind them -----------------
sed -e 's/"document":null/"document":"-"/' \
    -e 's/.*"document":"\([-0-9a-f]*\)".*"kind":"\([a-z]*\)".*"seq":\([0-9]*\)}$/\3 \2 \1/' trail.jsonl > "$work/about"
sed -n 's/^\([0-9]*\) .*"report_content":"\([0-9a-f]\{64\}\)".*/\1 \2/p' "$work/shown" > "$work/texts"
awk -v shown="$work/shown" -v texts="$work/texts" '
    FILENAME == shown { there[$1] = 1; next }
    FILENAME == texts { text[$1] = $2; next }
    { kind[$1] = $2; document[$1] = $3; last = $1; if ($2 == "deletion") deleted[$3] = $1 }
    END {
        for (n = 1; n <= last; n++) {
            if (!(n in there) || deleted[document[n]] + 0 > n) continue
            if (kind[n] == "document") print document[n] "  originals/" document[n]
            if (kind[n] == "report") print text[n] "  reports/" n ".json"
        }
    }' "$work/shown" "$work/texts" "$work/about" > "$work/expected"
if [ -s "$work/expected" ]; then
    sha256sum --check --quiet --strict "$work/expected" >&2 || altered "an original or a report is not what was filed"
fi

# --- what was noted elsewhere -----------------------------------------------------------------------------
if [ -n "${1:-}" ]; then
    grep -qixF -e "$1" "$work/hashes" || altered "the hash $1 is not in the trail"
fi
if [ -n "$wanted" ]; then
    [ "$wanted" = "$key" ] && [ "$wanted" = "$signer" ] || altered "the key $wanted has not signed this"
fi

echo "Proven: $entries entries, $(grep -c '  originals/' "$work/expected" || :) originals," \
    "$(grep -c '  reports/' "$work/expected" || :) reports."
echo "Head: $head"
echo "Signed with the key $key, the bundle with the key $signer: compare them with the ones that you noted."
