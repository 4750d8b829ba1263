// Goroutines, channels, select, mutexes, timers and children.
package main

import (
	"context"
	"crypto/rand"
	"fmt"
	mathrand "math/rand"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

func workers() {
	jobs, results := make(chan int), make(chan string, 4)
	var group sync.WaitGroup
	for w := 0; w < 4; w++ {
		group.Add(1)
		go func(w int) {
			defer group.Done()
			for job := range jobs {
				sum := 0
				for i := 0; i < 20000*(job%4); i++ {
					sum += i ^ job
				}
				results <- fmt.Sprintf("%d:%d:%d", w, job, sum)
			}
		}(w)
	}
	go func() {
		for i := 0; i < 20; i++ {
			jobs <- i
		}
		close(jobs)
		group.Wait()
		close(results)
	}()
	for result := range results {
		fmt.Println("result", result)
	}
}

func selects() {
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	a, b, ticks := make(chan int, 1), make(chan int, 1), time.NewTicker(7*time.Millisecond)
	picks := ""
	for i := 0; ; i++ {
		if i < 40 {
			a <- i
			b <- i
			for j := 0; j < 2; j++ {
				select {
				case <-a:
					picks += "a"
				case <-b:
					picks += "b"
				}
			}
			continue
		}
		select {
		case <-ticks.C:
			picks += "t"
		case <-ctx.Done():
			fmt.Println("picks", picks, ctx.Err())
			return
		}
	}
}

func main() {
	start := time.Now()
	workers()
	selects()

	var racy, atomically int64
	var mutex sync.Mutex
	locked := 0
	var group sync.WaitGroup
	for g := 0; g < 50; g++ {
		group.Add(1)
		go func() {
			defer group.Done()
			for i := 0; i < 100; i++ {
				seen := atomic.LoadInt64(&racy)
				if i%25 == 0 {
					runtime.Gosched()
				}
				atomic.StoreInt64(&racy, seen+1)
				atomic.AddInt64(&atomically, 1)
				mutex.Lock()
				locked++
				mutex.Unlock()
			}
		}()
	}
	group.Wait()
	fmt.Println("race", racy, atomically, locked)

	keys := map[string]int{"a": 1, "b": 2, "c": 3, "d": 4, "e": 5}
	for key := range keys {
		fmt.Print(key, " ")
	}
	bytes := make([]byte, 8)
	rand.Read(bytes)
	mathrand.Seed(time.Now().UnixNano())
	fmt.Printf("%x %d\n", bytes, mathrand.Int63())

	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGUSR1)
	syscall.Kill(os.Getpid(), syscall.SIGUSR1)
	fmt.Println("signal", <-signals)

	out, err := exec.Command("sh", "-c", "echo child $$; exit 3").CombinedOutput()
	fmt.Printf("%s%v\n", out, err)

	waste := 0
	for i := 0; i < 2000; i++ {
		waste += len(make([]byte, 50000))
	}
	runtime.GC()
	fmt.Println("waste", waste, runtime.NumCPU(), os.Getpid(), time.Since(start))
}
