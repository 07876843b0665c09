#!/usr/bin/env bash
# The app $EXECUTABLE under its own process id. The address of its DevTools is passed on two seconds late, when it has
# started: what attaches while a page begins slows it down, and is sometimes never told of it.
exec "$EXECUTABLE" "$@" 2> >(
  while IFS= read -r line; do
    [[ $line == 'DevTools listening'* ]] && sleep 2
    printf '%s\n' "$line"
  done >&2
)
