module github.com/techfrontier/event-router/goroutines

go 1.27
