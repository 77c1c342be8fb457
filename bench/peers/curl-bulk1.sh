#!/bin/bash
# The floor of Bulk 1.0: token, job, one batch for each ready file, close, poll, results.
set -euo pipefail
token=$(curl -sf "$ORG_URL/services/oauth2/token" -d grant_type=client_credentials -d "client_id=$CLIENT_ID" \
    -d "client_secret=$CLIENT_SECRET" | sed 's/.*"access_token" *: *"\([^"]*\)".*/\1/')
auth="X-SFDC-Session: $token"
api=$ORG_URL/services/async/62.0/job
job=$(curl -sf "$api" -H "$auth" -H 'Content-Type: application/json' \
    -d '{"object":"Account","operation":"insert","contentType":"CSV"}' | sed 's/.*"id" *: *"\([^"]*\)".*/\1/')
uploads=()
for part in "$PARTS"/*; do
    uploads+=(--next -sf -X POST "$api/$job/batch" -H "$auth" -H 'Content-Type: text/csv' -T "$part")
done
curl "${uploads[@]:1}" >/dev/null
curl -sf -o /dev/null "$api/$job" -H "$auth" -H 'Content-Type: application/json' -d '{"state":"Closed"}'
list() { curl -sf "$api/$job/batch" -H "$auth" -H 'Accept: application/json'; }
until batches=$(list) && ! grep -qE '"state" *: *"(Queued|InProgress)"' <<<"$batches" && ! grep -qE '<state>(Queued|InProgress)' <<<"$batches"; do
    sleep 0.02
done
results=()
for id in $(grep -oE '751[0-9A-Za-z]{15}' <<<"$batches" | sort -u); do
    results+=(--next -sf -o /dev/null "$api/$job/batch/$id/result" -H "$auth")
done
curl "${results[@]:1}"
