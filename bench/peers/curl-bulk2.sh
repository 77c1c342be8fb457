#!/bin/bash
# The floor of Bulk 2.0: token, and for each ready file of a folder: create, upload, close, poll, both results.
set -euo pipefail
token=$(curl -sf "$ORG_URL/services/oauth2/token" -d grant_type=client_credentials -d "client_id=$CLIENT_ID" \
    -d "client_secret=$CLIENT_SECRET" | sed 's/.*"access_token" *: *"\([^"]*\)".*/\1/')
auth="Authorization: Bearer $token"
jobs=$ORG_URL/services/data/v62.0/jobs/ingest
for file in "$PARTS"/*; do
    id=$(curl -sf "$jobs" -H "$auth" -H 'Content-Type: application/json' \
        -d '{"object":"Account","operation":"insert","lineEnding":"LF"}' | sed 's/.*"id" *: *"\([^"]*\)".*/\1/')
    curl -sf -X PUT "$jobs/$id/batches" -H "$auth" -H 'Content-Type: text/csv' -T "$file"
    curl -sf -o /dev/null -X PATCH "$jobs/$id" -H "$auth" -H 'Content-Type: application/json' -d '{"state":"UploadComplete"}'
    until curl -sf "$jobs/$id" -H "$auth" | grep -q '"state" *: *"JobComplete"'; do sleep 0.02; done
    curl -sf -o /dev/null "$jobs/$id/successfulResults" -H "$auth"
    curl -sf -o /dev/null "$jobs/$id/failedResults" -H "$auth"
done
