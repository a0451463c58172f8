#!/usr/bin/env node
// Stands in for desktop VS Code's executable in `runTests`: tsx lets Node read the rest.
import 'tsx';

await import('./launch.ts');
