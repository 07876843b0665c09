#!/usr/bin/env bash
# The packed app, under its own process id, with what it says passed through attach-when-loaded.mjs.
exec "$RELAYSCOPE_EXECUTABLE" "$@" 2> >(exec node "$(dirname "$0")/attach-when-loaded.mjs" >&2)
