<?php
// Children over pipes and socket pairs, signals, and what depends on time and chance.
$streams = [];
for ($n = 0; $n < 4; $n++) {
    [$here, $there] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
    $pid = pcntl_fork();
    if ($pid === 0) {
        fclose($here);
        for ($i = 0; $i < 3; $i++) {
            usleep(random_int(0, 5000));
            fwrite($there, "$n.$i from " . getmypid() . "\n");
        }
        exit($n);
    }
    fclose($there);
    $streams[$n] = $here;
}
while ($streams) {
    $read = $streams;
    $write = $except = null;
    stream_select($read, $write, $except, 5);
    foreach ($read as $n => $stream) {
        $line = fgets($stream);
        if ($line === false) {
            unset($streams[$n]);
        } else {
            echo $line;
        }
    }
}
while (($pid = pcntl_wait($status)) > 0) {
    echo "$pid ended with ", pcntl_wexitstatus($status), "\n";
}
pcntl_async_signals(true);
$ticks = 0;
pcntl_signal(SIGALRM, function () use (&$ticks) { $ticks++; pcntl_alarm(1); });
pcntl_alarm(1);
while ($ticks < 3) {
    sleep(10);
}
$process = proc_open(['sh', '-c', 'cat; echo $$ >&2; exit 3'], [['pipe', 'r'], ['pipe', 'w'], ['pipe', 'w']], $pipes);
fwrite($pipes[0], "input\n");
fclose($pipes[0]);
echo stream_get_contents($pipes[1]), stream_get_contents($pipes[2]), proc_close($process), "\n";
echo mt_rand(), ' ', bin2hex(random_bytes(8)), ' ', uniqid(), ' ', microtime(true), ' ', hrtime(true), "\n";
