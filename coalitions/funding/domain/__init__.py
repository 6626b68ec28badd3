"""By which rules does the common pot compute and decide? Pure: values in, values out."""
