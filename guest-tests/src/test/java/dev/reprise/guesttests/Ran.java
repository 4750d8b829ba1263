package dev.reprise.guesttests;

import java.util.SortedMap;

/**
 * What a run of a program gave, natively or under Reprise.
 *
 * @param exit the exit code as a shell shows it: 128 plus the signal when one ended the program
 * @param stdout what it wrote to its standard output, one char a byte
 * @param stderr what it wrote to its standard error, one char a byte
 * @param files what it left in its working directory, see {@link FileTree}
 * @param digest the identity of the execution under Reprise; empty for a native run
 * @param events the number of events under Reprise, 0 for a native run
 */
record Ran(
    int exit,
    String stdout,
    String stderr,
    SortedMap<String, String> files,
    String digest,
    long events) {}
