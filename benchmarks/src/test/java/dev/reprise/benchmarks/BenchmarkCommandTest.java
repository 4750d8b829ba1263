package dev.reprise.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class BenchmarkCommandTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "--rows=nothing          | no row 'nothing'",
        "--tools=ltrace          | no tool 'ltrace'",
        "--runs=0                | --runs must be at least 1",
        "--runs=many             | 'many' is not an int",
        "--limit=0               | --limit must be at least 1",
        "--sessions=0            | --sessions must be at least 1",
        "--launcher=/nowhere     | /nowhere is missing",
        "--reprise=a@/nowhere:-x | /nowhere is missing",
        "--reprise=native        | the name 'native' is taken",
        "--markdown=/nowhere/out | cannot write /nowhere/out",
        "--json=/nowhere/out     | cannot write /nowhere/out",
        "--unknown               | Unknown option",
      })
  void mistakesAreExplainedWithStatus2(String argument, String expected) {
    StringWriter errors = new StringWriter();
    CommandLine command =
        new CommandLine(new BenchmarkCommand()).setErr(new PrintWriter(errors, true));

    int status = command.execute(argument);

    assertThat(status).isEqualTo(2);
    assertThat(errors.toString()).contains(expected).doesNotContain("\tat ");
  }
}
